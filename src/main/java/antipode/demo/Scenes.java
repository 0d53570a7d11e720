package antipode.demo;

import antipode.asks.Ask;
import antipode.asks.AskAnswers;
import antipode.asks.Asks;
import antipode.decisions.Decision;
import antipode.decisions.DecisionDraft;
import antipode.decisions.DecisionLists;
import antipode.decisions.Decisions;
import antipode.handoffs.Handoff;
import antipode.handoffs.Handoffs;
import antipode.handoffs.TakeOvers;
import antipode.issues.Issue;
import antipode.issues.IssueLink;
import antipode.issues.IssueLinks;
import antipode.issues.IssueMoves;
import antipode.issues.Issues;
import antipode.mergerequests.Approvals;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.review.LineComments;
import antipode.mergerequests.Proposal;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.ProtectedBranches;
import antipode.repositories.Tags;
import antipode.projects.Projects;
import antipode.repositories.Files;
import antipode.threads.Attachments;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Reactions;
import antipode.threads.Resolutions;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Deeds;
import antipode.todos.Holder;
import antipode.todos.Passing;
import antipode.todos.Snooze;
import antipode.todos.Todos;
import antipode.todos.TurnRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
    private final Asks asks;
    private final AskAnswers answers;
    private final TurnRules rules;
    private final Passing passing;
    private final Deeds deeds;
    private final WorkingHours hours;
    private final Clock clock;
    private final Todos todos;
    private final Issues issues;
    private final IssueLinks links;
    private final IssueMoves moves;
    private final Projects projects;
    private final Decisions decisions;
    private final DecisionLists lists;
    private final MergeRequests mergeRequests;
    private final Approvals approvals;
    private final LineComments lineComments;
    private final Files files;
    private final Handoffs handoffs;
    private final TakeOvers takeOvers;
    private final Letterbox letterbox;
    private final Tags tags;
    private final ProtectedBranches guards;

    Scenes(
            Threads threads,
            Comments comments,
            Reactions reactions,
            Attachments attachments,
            Resolutions resolutions,
            Asks asks,
            AskAnswers answers,
            TurnRules rules,
            Passing passing,
            Deeds deeds,
            WorkingHours hours,
            Clock clock,
            Todos todos,
            Issues issues,
            IssueLinks links,
            IssueMoves moves,
            Projects projects,
            Decisions decisions,
            DecisionLists lists,
            MergeRequests mergeRequests,
            Approvals approvals,
            LineComments lineComments,
            Files files,
            Handoffs handoffs,
            TakeOvers takeOvers,
            Letterbox letterbox,
            Tags tags,
            ProtectedBranches guards) {
        this.threads = threads;
        this.comments = comments;
        this.reactions = reactions;
        this.attachments = attachments;
        this.resolutions = resolutions;
        this.asks = asks;
        this.answers = answers;
        this.rules = rules;
        this.passing = passing;
        this.deeds = deeds;
        this.hours = hours;
        this.clock = clock;
        this.todos = todos;
        this.issues = issues;
        this.links = links;
        this.moves = moves;
        this.projects = projects;
        this.decisions = decisions;
        this.lists = lists;
        this.mergeRequests = mergeRequests;
        this.lineComments = lineComments;
        this.files = files;
        this.approvals = approvals;
        this.handoffs = handoffs;
        this.takeOvers = takeOvers;
        this.letterbox = letterbox;
        this.tags = tags;
        this.guards = guards;
    }

    /// Only who has this role pushes to such branches and merges into them.
    void protect(Actor administrator, Project project, String branch, Role role) {
        guards.protect(administrator, project, branch, role, role, false);
    }

    void tag(Actor by, Project project, String name, String message) {
        tags.create(by, project, name, project.defaultBranch(), message);
    }

    /// Where something is said: known once it was opened.
    static final class Place {

        @Nullable Issuable thing;
        @Nullable Issue issue;
        @Nullable MergeRequest request;
        final Map<String, Long> named = new HashMap<>();

        long named(String name) {
            return Objects.requireNonNull(named.get(name), name);
        }

        MergeRequest request() {
            return Objects.requireNonNull(request);
        }

        Issuable thing() {
            return Objects.requireNonNull(thing);
        }
    }

    Proposal proposal(Script.MergeRequest told, List<Actor> reviewers) {
        boolean draft = told.draft() || told.ready() != null;
        Proposal proposal = draft
                ? Proposal.draft(told.branch(), "main", told.title(), told.text())
                : Proposal.ready(told.branch(), "main", told.title(), told.text());
        return proposal.reviewedBy(reviewers.stream().map(actor -> Person.of(actor.require())).toList());
    }

    /// Proposes a decision with all that stands to choose.
    Decision propose(Actor actor, Project project, Issues.Opening opening, Script.Decision told, LocalDate tuesday) {
        Issuable older = told.supersedes() == null
                ? null
                : lists.page(actor, DecisionLists.Filter.ALL.in(project.id()), null, 100, 0).stream()
                        .map(Decision::header)
                        .filter(header -> header.title().equals(told.supersedes()))
                        .findFirst()
                        .orElseThrow();
        return decisions.propose(actor, project, opening, new DecisionDraft(
                told.door(),
                Objects.requireNonNullElse(told.doorBecause(), ""),
                told.options().stream()
                        .map(one -> new DecisionDraft.Option(
                                one.title(), Objects.requireNonNullElse(one.pro(), "").strip(),
                                Objects.requireNonNullElse(one.con(), "").strip()))
                        .toList(),
                told.questions().stream()
                        .map(one -> new DecisionDraft.Question(one.question(), Objects.requireNonNullElse(one.answer(), "").strip()))
                        .toList(),
                told.reviewOn() == null ? "" : told.reviewOn().on(tuesday).toString(),
                older == null ? "" : older.reference(),
                null));
    }

    /// Says what the place's issue is to an earlier one of the same project.
    void link(Actor actor, Project project, Place place, int number, boolean blocked) {
        links.add(
                actor, issues.get(place.thing().id()), blocked ? IssueLink.Relation.IS_BLOCKED_BY : IssueLink.Relation.RELATES,
                issues.find(actor, project, number));
    }

    void bookmark(Actor actor, Place place) {
        todos.mark(actor, place.thing());
    }

    private static byte[] file(String name) {
        try (var in = Objects.requireNonNull(Scenes.class.getResourceAsStream("/demo/attachments/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Whom a step makes wait; nothing where the rules decide.
    private @Nullable List<String> turn(
            Actor actor, Issuable thing, Script.Step step, String words, @Nullable Long answered) {
        if (step.passes() != null) {
            return step.passes().to();
        }
        if (step.ask() == null) {
            return null;
        }
        List<Holder> asked = asked(actor, thing, step.ask());
        return rules.preview(actor, thing, words, answered, asked, null).handles();
    }

    private void snooze(Actor actor, Issuable thing) {
        Snooze snooze = new Snooze(hours.of(actor.id()), actor.require().zone(), clock.instant());
        Instant until = snooze.choices().getLast().until();
        todos.pending(actor, 100).stream()
                .filter(todo -> todo.issuable().id() == thing.id())
                .forEach(todo -> deeds.snooze(actor, todo.id(), until));
    }

    /// Says a step's words, then does what the step does.
    void say(
            Actor actor,
            Place place,
            Script.Step step,
            Function<List<String>, List<Actor>> people,
            Function<At, Instant> when,
            LocalDate tuesday) {
        Issuable thing = threads.get(place.thing().id());
        if (step.objects()) {
            asks.of(thing).stream().filter(Ask::open).filter(Ask::hasDefault).findFirst()
                    .ifPresent(ask -> answers.object(actor, ask.id(), step.text()));
            return;
        }
        if (step.handsOnTo() != null) {
            handoffs.offer(actor, thing, step.handsOnTo(), words(step.text()));
            return;
        }
        if (step.takesOver()) {
            takeOvers.takeOver(actor, thing, null, step.text());
            return;
        }
        if (step.rewrites() != null) {
            comments.edit(actor, thing, place.named(step.rewrites()), step.text(), null);
            return;
        }
        if (step.reacts() != null) {
            String to = step.reacts().to();
            reactions.react(actor, thing, to == null ? null : place.named(to), step.reacts().with());
            return;
        }
        if (step.resolves() != null) {
            resolutions.resolve(actor, thing, place.named(step.resolves()), true);
            return;
        }
        if (step.mail() != null) {
            letterbox.bring(actor, thing, step.text(), step.mail(), when);
            return;
        }
        Script.Quote quote = step.quote();
        String own = At.within(step.text(), tuesday, actor.require().zone());
        String words = quote == null ? own : "> " + quote.text().strip().replace("\n", "\n> ") + "\n\n" + own;
        if (step.attaches() != null) {
            words = words.stripTrailing() + "\n\n" + attachments.keep(actor, thing.projectId(), step.attaches(), file(step.attaches()));
        }
        Long answered = step.replyTo() == null ? null : place.named(step.replyTo());
        if (step.snoozes()) {
            snooze(actor, thing);
            return;
        }
        Long note = words.isBlank()
                ? null
                : step.beside() != null && place.request != null
                ? beside(actor, mergeRequests.get(place.request.id()), step.beside(), words, turn(actor, thing, step, words, answered))
                : comments.write(actor, thing, new Writing(words, answered, turn(actor, thing, step, words, answered))).id();
        if (step.id() != null && note != null) {
            place.named.put(step.id(), note);
        }
        if (step.ask() != null) {
            ask(actor, thing, step.ask(), note, when);
        }
        if (step.passes() != null && note == null) {
            passing.pass(actor, thing, step.passes().to(), "");
        }
        if (step.accepts()) {
            handoffs.accept(actor, handoffs.openOn(thing).orElseThrow());
        }
        if (step.approves() && place.request != null) {
            MergeRequest now = mergeRequests.get(place.request.id());
            approvals.approve(actor, now, now.head());
        }
        if (step.closes() != null && place.issue != null && threads.get(thing.id()).open()) {
            issues.close(actor, issues.get(thing.id()));
        }
        if (step.decides() != null) {
            Decision decision = decisions.get(thing.id());
            decisions.decide(actor, decision, new Decisions.Choice(
                    step.decides().option(), step.decides().because().strip(), decision.reviewOn()));
        }
        if (step.rejects() != null) {
            decisions.reject(actor, decisions.get(thing.id()), step.rejects().strip());
        }
        if (step.reviewOn() != null) {
            decisions.reviewOn(actor, decisions.get(thing.id()), step.reviewOn().on(tuesday));
        }
        if (step.movesTo() != null) {
            moves.move(actor, issues.get(thing.id()), projects.visibleTo(actor).find(step.movesTo()).orElseThrow());
        }
        if (step.reopens() && place.issue != null) {
            issues.reopen(actor, issues.get(thing.id()));
        }
    }

    private long beside(
            Actor actor, MergeRequest request, Script.Beside line, String words, @Nullable List<String> turn) {
        List<String> lines = files.find(request.header().projectId(), request.head(), line.file()).orElseThrow().text().lines().toList();
        int number = 1;
        while (!lines.get(number - 1).contains(line.text())) {
            number++;
        }
        String all = line.suggests() == null ? words : words.stripTrailing() + "\n\n```suggestion\n" + line.suggests().strip() + "\n```\n";
        return Objects.requireNonNull(lineComments.say(
                actor, request, line.file(), number, Writing.of(all).passing(turn)).comment()).id();
    }

    /// "**Next step:** refund the three": each line says of what it tells.
    private static Handoff.Words words(String text) {
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

    private void ask(
            Actor actor,
            Issuable thing,
            Script.Ask ask,
            @Nullable Long note,
            Function<At, Instant> when) {
        boolean merge = ask.effect() == Script.Effect.MERGE && ask.target() == null && thing.kind() == Issuable.Kind.MERGE_REQUEST;
        String effect = switch (ask.effect()) {
            case NONE -> null;
            case COMMENT -> "comment";
            case CLOSE -> ask.target() == null ? "close" : "comment";
            case DECISION -> "decision";
            case MERGE -> merge ? "merge" : "comment";
        };
        asks.ask(
                actor,
                thing,
                Asks.Question.to(
                        asked(actor, thing, ask), Ask.Kind.ANSWER, ask.question(), when.apply(ask.due()), effect,
                        effect == null ? "" : ask.silence()),
                note);
    }

    /// People, and teams as one.
    private List<Holder> asked(Actor actor, Issuable thing, Script.Ask ask) {
        return ask.whom().stream()
                .map(name -> Objects.requireNonNull(asks.seeing(thing, List.of(name)).get(name), name))
                .filter(holder -> !holder.is(actor))
                .toList();
    }
}
