package antipode.demo;

import antipode.handoffs.Handoff;
import antipode.handoffs.Handoffs;
import antipode.handoffs.TakeOvers;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.threads.Attachments;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Reactions;
import antipode.threads.Resolutions;
import antipode.threads.Redaction;
import antipode.threads.Redactions;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Deeds;
import antipode.todos.Passing;
import antipode.todos.Snooze;
import antipode.todos.Todos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// What is said in the threads of the story, and what follows from it.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Scenes {

    private final Threads threads;
    private final Comments comments;
    private final Reactions reactions;
    private final Attachments attachments;
    private final Resolutions resolutions;
    private final Questions questions;
    private final Requests requests;
    private final Openings openings;
    private final Passing passing;
    private final Deeds deeds;
    private final WorkingHours hours;
    private final Clock clock;
    private final Todos todos;
    private final Handoffs handoffs;
    private final TakeOvers takeOvers;
    private final Letterbox letterbox;
    private final Redactions redactions;

    Scenes(
            Threads threads,
            Comments comments,
            Reactions reactions,
            Attachments attachments,
            Resolutions resolutions,
            Questions questions,
            Requests requests,
            Openings openings,
            Passing passing,
            Deeds deeds,
            WorkingHours hours,
            Clock clock,
            Todos todos,
            Handoffs handoffs,
            TakeOvers takeOvers,
            Letterbox letterbox,
            Redactions redactions) {
        this.redactions = redactions;
        this.threads = threads;
        this.comments = comments;
        this.reactions = reactions;
        this.attachments = attachments;
        this.resolutions = resolutions;
        this.questions = questions;
        this.requests = requests;
        this.openings = openings;
        this.passing = passing;
        this.deeds = deeds;
        this.hours = hours;
        this.clock = clock;
        this.todos = todos;
        this.handoffs = handoffs;
        this.takeOvers = takeOvers;
        this.letterbox = letterbox;
    }

    /// Says a step's words, then does what the step does.
    ///
    /// @param path of the project
    void play(Company company, String path, Place place, Step step) {
        Actor actor = company.actor(step.by());
        Issuable thing = threads.get(place.thing().id());
        if (step.objects()) {
            questions.object(actor, thing, step.text());
        } else if (step.handsOnTo() != null) {
            handoffs.offer(actor, thing, step.handsOnTo(), lines(step.text()));
        } else if (step.takesOver()) {
            takeOvers.takeOver(actor, thing, null, step.text());
        } else if (step.rewrites() != null) {
            comments.edit(actor, thing, place.named(step.rewrites()), step.text(), null);
        } else if (step.reacts() != null) {
            String to = step.reacts().to();
            reactions.react(actor, thing, to == null ? null : place.named(to), step.reacts().with());
        } else if (step.resolves() != null) {
            resolutions.resolve(actor, thing, place.named(step.resolves()), true);
        } else if (step.mail() != null) {
            letterbox.bring(actor, thing, step.text(), step.mail(), at -> company.when(step.by(), at));
        } else if (step.sends()) {
            requests.send(actor, place, step, company.words(actor, step.text()));
        } else if (step.applies() != null) {
            requests.apply(actor, company.stage(path), place, place.named(step.applies()));
        } else if (step.redacts() != null) {
            redactions.redact(actor, thing, Redaction.text(place.named(step.redacts()), step.text()));
        } else if (step.snoozes()) {
            snooze(actor, thing);
        } else {
            say(company, actor, place, thing, step);
        }
    }

    private void say(Company company, Actor actor, Place place, Issuable thing, Step step) {
        String words = words(company, actor, thing, step);
        Long answered = step.replyTo() == null ? null : place.named(step.replyTo());
        Long note = words.isBlank() ? null : write(actor, place, thing, step, words, answered);
        if (step.id() != null && note != null) {
            place.named.put(step.id(), note);
        }
        if (step.ask() != null) {
            questions.ask(company, actor, thing, step.ask(), note);
        }
        if (step.passes() != null && note == null && !step.gathers()) {
            passing.pass(actor, thing, step.passes().to(), "");
        }
        if (step.accepts()) {
            handoffs.accept(actor, handoffs.openOn(thing).orElseThrow());
        }
        if (step.approves() && place.isRequest()) {
            requests.approve(actor, place);
        }
        openings.settle(company, actor, place, step);
    }

    private @Nullable Long write(Actor actor, Place place, Issuable thing, Step step, String words, @Nullable Long answered) {
        List<String> turn = questions.turn(actor, thing, step, words, answered);
        if (step.beside() != null) {
            return requests.beside(actor, place, step, words, turn);
        }
        return comments.write(actor, thing, new Writing(words, answered, turn)).id();
    }

    private String words(Company company, Actor actor, Issuable thing, Step step) {
        String own = company.words(actor, step.text());
        Step.Quote quote = step.quote();
        String words = quote == null ? own : "> " + quote.text().strip().replace("\n", "\n> ") + "\n\n" + own;
        return step.attaches() == null
                ? words
                : words.stripTrailing() + "\n\n" + attachments.keep(actor, thing.projectId(), step.attaches(), file(step.attaches()));
    }

    private static byte[] file(String name) {
        try (var in = Objects.requireNonNull(Scenes.class.getResourceAsStream("/demo/attachments/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void snooze(Actor actor, Issuable thing) {
        Snooze snooze = new Snooze(hours.of(actor.id()), actor.require().zone(), clock.instant());
        Instant until = snooze.choices().getLast().until();
        todos.pending(actor, 100).stream()
                .filter(todo -> todo.issuable().id() == thing.id())
                .forEach(todo -> deeds.snooze(actor, todo.id(), until));
    }

    /// "**Next step:** refund the three": each line says of what it tells.
    private static Handoff.Words lines(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String line : text.lines().toList()) {
            int end = line.indexOf(":**");
            String words = line.substring(end + 3).strip();
            String said = Character.toUpperCase(words.charAt(0)) + words.substring(1);
            String label = line.substring(2, end);
            parts.merge(
                    label.equals("May break") ? "State" : label, label.equals("May break") ? "It may break: " + words : said,
                    (one, more) -> one + "\n\n" + more);
        }
        return new Handoff.Words(
                parts.getOrDefault("State", ""), parts.getOrDefault("Next step", ""), parts.getOrDefault("Blocked", ""),
                parts.getOrDefault("Open", ""), parts.getOrDefault("Links", ""));
    }
}
