package antipode.asks;

import antipode.hours.FairTime;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.markdown.Moment;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.threads.QuickActions;
import antipode.threads.Writing;
import antipode.todos.Holder;
import antipode.todos.TurnPick;
import antipode.todos.TurnRules;
import antipode.todos.Turns;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Shows the composer and does what it says: writes, and asks in the same transaction.
@Component
public class Composers {

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final Asks asks;
    private final AskPlans plans;
    private final AskEffects effects;
    private final QuickActions quick;
    private final Clock clock;
    private final TurnRules turns;

    Composers(Asks asks, AskPlans plans, AskEffects effects, QuickActions quick, Clock clock, TurnRules turns) {
        this.turns = turns;
        this.asks = asks;
        this.plans = plans;
        this.effects = effects;
        this.quick = quick;
        this.clock = clock;
    }

    /// With empty fields: asks no question of the database.
    ///
    /// @param all the asks of the thing
    public Composer empty(Actor writer, Issuable issuable, List<Ask> all) {
        return new Composer(
                issuable, Person.of(writer.require()), Draft.EMPTY, List.of(), null, "", List.of(), "",
                mine(writer, all), quick.help(issuable), TurnPick.empty(issuable.id(), Person.of(writer.require())), Map.of());
    }

    /// With what was typed, and with the times of whom it asks.
    ///
    /// @param wrong what was refused, if anything was
    @Transactional(readOnly = true)
    public Composer filled(Actor writer, Issuable issuable, List<Ask> all, Draft draft, @Nullable Problem wrong) {
        Member member = writer.require();
        Map<String, String> errors = new LinkedHashMap<>();
        List<Holder> asked = holders(writer, issuable, draft, errors);
        Instant wished = null;
        try {
            wished = due(draft, member.zone());
        } catch (Problem unclear) {
            errors.putAll(unclear.fields());
        }
        if (wrong != null) {
            errors.putAll(wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields());
        }
        Instant now = clock.instant();
        FairTime<AskPlans.Stand> weighed = plans.weigh(writer.id(), issuable, asked, now);
        TurnPick pick = turns.pick(writer, issuable, draft.words(), null, people(asked), waited(weighed), draft.turn());
        if (asked.isEmpty()) {
            return new Composer(
                    issuable, Person.of(member), draft, List.of(), null, "", List.of(), "", mine(writer, all), quick.help(issuable),
                    pick, errors);
        }
        AskPlans.Plan plan = plans.plan(weighed, wished, now, member.zone());
        Instant due = Objects.requireNonNullElse(plan.due(), now);
        return new Composer(
                issuable,
                Person.of(member),
                draft,
                asked,
                plan,
                errors.containsKey("due") ? draft.due() : field(due, member.zone()),
                effects(writer, issuable),
                delivery(weighed, now, member.zone()),
                mine(writer, all),
                quick.help(issuable),
                pick,
                errors);
    }

    /// Whose turn it will be once the draft is sent.
    TurnPick pick(Actor writer, Issuable issuable, Draft draft, @Nullable Long replyTo) {
        List<Holder> asked = holders(writer, issuable, draft, new LinkedHashMap<>());
        FairTime<AskPlans.Stand> weighed = plans.weigh(writer.id(), issuable, asked, clock.instant());
        return turns.pick(writer, issuable, draft.words(), replyTo, people(asked), waited(weighed), draft.turn());
    }

    /// Writes the comment, does what it orders and asks whom it asks; all or nothing.
    @Transactional
    public QuickActions.Done send(Actor writer, Issuable issuable, Draft draft) {
        Map<String, String> errors = new LinkedHashMap<>();
        List<Holder> asked = holders(writer, issuable, draft, errors);
        Instant due = asked.isEmpty() ? null : due(draft, writer.require().zone());
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        requireDeed(asked, draft);
        Instant now = clock.instant();
        FairTime<AskPlans.Stand> weighed = plans.weigh(writer.id(), issuable, asked, now);
        // Where nothing but the words decides, the rule is left to read them once more.
        List<String> turn = asked.isEmpty() && draft.turn() == null
                ? null
                : turns.preview(writer, issuable, draft.words(), null, waited(weighed), draft.turn()).handles();
        QuickActions.Done done = quick.say(writer, issuable, Writing.of(draft.words()).passing(turn));
        if (!asked.isEmpty()) {
            if (done.comment() == null) {
                throw Problem.invalid("note", "needs words: whoever is asked has to know what");
            }
            String words = done.comment().body();
            asks.ask(writer, issuable, question(draft, question(words), asked, due), done.comment().id());
        }
        return done;
    }

    /// Puts a question about what stands here already, without a comment of its own.
    ///
    /// @param note the comment it is about; nothing for the thing itself
    @Transactional
    public Ask put(Actor writer, Issuable issuable, Draft draft, @Nullable Long note) {
        Map<String, String> errors = new LinkedHashMap<>();
        List<Holder> asked = holders(writer, issuable, draft, errors);
        Instant due = due(draft, writer.require().zone());
        if (asked.isEmpty() && errors.isEmpty()) {
            errors.put("to", "Whom do you ask?");
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        requireDeed(asked, draft);
        return asks.ask(writer, issuable, question(draft, draft.words(), asked, due), note);
    }

    private static Asks.Question question(Draft draft, String words, List<Holder> asked, @Nullable Instant due) {
        return Asks.Question.to(asked, Ask.Kind.named(draft.kind()), words, due, draft.acts() ? draft.effect() : null, draft.deed());
    }

    private static void requireDeed(List<Holder> asked, Draft draft) {
        if (!asked.isEmpty() && draft.acts() && draft.effect().equals("comment") && draft.deed().isEmpty()) {
            throw Problem.invalid("deed", "is missing: say what you will do if you hear nothing");
        }
    }

    /// The sentence that asks, or else how the words begin.
    static String question(String words) {
        String question = Turns.question(words);
        if (!question.isEmpty() && question.length() <= Asks.LONGEST) {
            return question;
        }
        String line = words.lines().filter(one -> !one.isBlank()).findFirst().orElse("").strip();
        return line.length() <= 240 ? line : Moment.whole(line.substring(0, line.offsetByCodePoints(0, 200))) + "…";
    }

    private List<Holder> holders(Actor writer, Issuable issuable, Draft draft, Map<String, String> errors) {
        if (draft.to().isEmpty()) {
            return List.of();
        }
        Map<String, Holder> seeing = asks.seeing(issuable, draft.to());
        List<Holder> holders = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : draft.to()) {
            Holder holder = seeing.get(name);
            if (holder == null) {
                unknown.add("@" + name);
            } else if (holder.is(writer)) {
                errors.put("to", "You can’t ask yourself.");
            } else {
                holders.add(holder);
            }
        }
        if (!unknown.isEmpty()) {
            errors.put(
                    "to",
                    String.join(", ", unknown)
                            + (unknown.size() == 1 ? " is nobody who may see this." : " are nobody who may see this."));
        }
        if (holders.size() > Asks.MOST_ASKED) {
            errors.put("to", "At most " + Asks.MOST_ASKED + " people can be asked at once.");
            return holders.subList(0, Asks.MOST_ASKED);
        }
        return holders;
    }

    private static List<Person> people(List<Holder> asked) {
        return asked.stream().map(Holder::person).filter(Objects::nonNull).toList();
    }

    /// Whose turn it is by what is asked: a delegate's instead of who is away, and nobody's for who is left out.
    private static List<Holder> waited(FairTime<AskPlans.Stand> weighed) {
        return weighed.each().stream().filter(each -> !each.absent()).map(each -> each.asked().who().holder()).distinct().toList();
    }

    /// The time on the writer's clock. One that the clocks skip is as much later as they skip; of two equal ones it is
    /// the later, which robs nobody.
    private @Nullable Instant due(Draft draft, ZoneId zone) {
        return draft.due().isEmpty() ? null : due(draft.due(), zone);
    }

    /// As `datetime-local` has it.
    static String field(Instant at, ZoneId zone) {
        return FIELD.format(at.atZone(zone));
    }

    /// The moment of a `datetime-local` on this clock, which is still ahead.
    Instant due(String typed, ZoneId zone) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(typed);
        } catch (DateTimeParseException unclear) {
            throw Problem.invalid("due", "“" + typed + "” is no time. Write it like 2026-11-18T18:00.");
        }
        if (local.getYear() < 1970 || local.getYear() > 9999) {
            throw Problem.invalid("due", "“" + typed + "” is no time anyone will see.");
        }
        Instant due = ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toInstant();
        if (!due.isAfter(clock.instant().truncatedTo(ChronoUnit.MINUTES))) {
            throw Problem.invalid("due", "That is over already: it is " + new Times(clock.instant(), zone).full(clock.instant()) + ".");
        }
        return due;
    }

    private List<Composer.Effect> effects(Actor writer, Issuable issuable) {
        List<Composer.Effect> possible = new ArrayList<>();
        for (AskEffect effect : effects.on(issuable)) {
            try {
                effect.check(writer, issuable);
                possible.add(new Composer.Effect(effect.key(), effect.deed()));
            } catch (Problem notAlone) {
                // a default never does what its asker could not do alone
            }
        }
        return possible;
    }

    private static String delivery(FairTime<AskPlans.Stand> weighed, Instant now, ZoneId zone) {
        Times times = new Times(now, zone);
        List<String> each = new ArrayList<>();
        Instant last = now;
        for (FairTime.Each<AskPlans.Stand> one : weighed.each()) {
            if (one.absent()) {
                continue;
            }
            Schedule schedule = one.asked().schedule().forDelivery();
            Instant from = schedule.nextWorking(now).orElse(now);
            last = from.isAfter(last) ? from : last;
            each.add(one.asked().name()
                    + (NextAtWork.of(schedule, now).atWork() ? " is at work and gets it now" : " gets it " + times.within(from)));
        }
        if (each.size() <= 2) {
            return String.join(", ", each);
        }
        return last.equals(now) ? "All are at work and get it now" : "The last of them gets it " + times.within(last);
    }

    private List<Ask> mine(Actor reader, List<Ask> all) {
        return asks.awaiting(reader, all);
    }
}
