package antipode.asks;

import antipode.hours.FairTime;
import antipode.hours.SpokenTime;
import antipode.markdown.Moment;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Note;
import antipode.threads.QuickAction;
import antipode.todos.Holder;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Asking within a text: what else the text says is the question. It says beforehand by when an answer is wished for, whether
/// that is fair, and what silence will mean.
@Component
class AskOrders implements QuickAction.Several {

    private static final Pattern FORM = Pattern.compile(
            "(?<to>@\\S+(?:(?:\\s*,\\s*|\\s+and\\s+|\\s+)@\\S+)*)(?:\\s+(?:for\\s+)?(?:an?\\s+)?(?<kind>feedback|answer|action|decision))?"
                    + "(?:\\s+by\\s+(?<by>.+?))?(?:,?\\s+else\\s+(?<deed>.+))?",
            Pattern.CASE_INSENSITIVE);
    private static final String EXAMPLE = "/ask @kei feedback by Friday 17:00 else I will ship it";

    private final Asks asks;
    private final AskPlans plans;
    private final AskEffects effects;
    private final Comments comments;
    private final WorkingHours hours;
    private final Clock clock;

    AskOrders(Asks asks, AskPlans plans, AskEffects effects, Comments comments, WorkingHours hours, Clock clock) {
        this.asks = asks;
        this.plans = plans;
        this.effects = effects;
        this.comments = comments;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(QuickAction.of(
                "ask", "@kei @mia [feedback, answer, action or decision] [by Friday 17:00] [else I will …, close or merge]",
                "Asks them what the text says; without a time, by the fair one.", _ -> true, this::ask));
    }

    /// What was written behind `/ask`, understood.
    private record Read(
            List<Holder> to, Ask.Kind kind, @Nullable Instant due, @Nullable String effect, String deed) {}

    private QuickAction.Effect ask(QuickAction.Order order) {
        Read read = read(order);
        Actor actor = order.actor();
        Instant now = clock.instant();
        Times times = new Times(now, actor.require().zone());
        FairTime<AskPlans.Stand> fair = plans.weigh(actor.id(), order.issuable(), read.to(), now);
        if (read.effect() != null) {
            AskEffect effect = effects.named(read.effect());
            if (order.issuable().id() != 0) {
                effect.check(actor, order.issuable(), read.deed());
            }
            if (fair.due().isEmpty()) {
                throw new Problem(422, "Everyone asked is away for longer, so silence can mean nothing.");
            }
        }
        Instant due = read.due() != null ? read.due() : read.effect() == null ? null : fair.due().orElse(null);
        String names = Ask.list(read.to().stream().map(Holder::firstName).toList());
        String what = names + " for " + read.kind().wish() + (due == null ? "" : " by " + times.within(due));
        String verdict = fair.verdict(due == null ? fair.due().orElse(now) : due, times.zone());
        return QuickAction.Effect.of(
                "Asks " + what + ". " + (due == null ? "You wait. " : "") + verdict + silence(read, fair, due, times),
                "Asked " + what + ".",
                locked -> put(actor, locked, read));
    }

    private static String silence(Read read, FairTime<AskPlans.Stand> fair, @Nullable Instant due, Times times) {
        if (read.effect() == null || due == null) {
            return "";
        }
        Instant fairAt = fair.due().orElse(due);
        Instant effective = due.isBefore(fairAt) ? fairAt : due;
        return " If nobody objects by " + times.within(effective) + ", you will " + read.deed() + "."
                + (effective.equals(due) ? "" : " The earlier time only reminds.");
    }

    private void put(Actor actor, Issuable locked, Read read) {
        Comment last = null;
        for (Note note : comments.of(locked)) {
            last = note instanceof Comment comment && !comment.removed() ? comment : last;
        }
        boolean own = last != null && actor.is(last.author().id());
        if (!own && (last != null || !actor.is(locked.author().id()))) {
            throw new Problem(422, "Say in the same comment what you ask.");
        }
        String words = own && last != null ? last.body() : locked.description().isBlank() ? locked.title() : locked.description();
        asks.ask(
                actor, locked,
                Asks.Question.to(read.to(), read.kind(), Composers.question(words), read.due(), read.effect(), read.deed()),
                own && last != null ? last.id() : null);
    }

    private Read read(QuickAction.Order order) {
        Matcher form = FORM.matcher(order.someArguments(EXAMPLE));
        if (!form.matches()) {
            throw new Problem(422, "/ask is written as in " + EXAMPLE);
        }
        String kind = form.group("kind");
        String by = form.group("by");
        String otherwise = form.group("deed");
        String deed = otherwise == null ? "" : otherwise.strip().replaceFirst("(?i)^I(?: will|’ll|'ll)\\s+", "").replaceFirst("\\.$", "");
        String effect = deed.isEmpty() ? null : effects.on(order.issuable()).stream()
                .filter(one -> one.key().equalsIgnoreCase(deed) || one.deed().equalsIgnoreCase(deed))
                .map(AskEffect::key)
                .findFirst()
                .orElse("comment");
        String said = effect == null || effect.equals("comment") ? deed : effects.named(effect).deed();
        return new Read(
                holders(order, form.group("to")), kind == null ? Ask.Kind.ANSWER : Ask.Kind.of(kind),
                by == null ? null : due(order.actor(), by), effect, said);
    }

    private List<Holder> holders(QuickAction.Order order, String named) {
        Set<String> names = new LinkedHashSet<>();
        for (String word : named.split("[,\\s]+")) {
            if (word.startsWith("@")) {
                names.add(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        Map<String, Holder> seeing = asks.seeing(order.issuable(), names);
        List<Holder> holders = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Holder holder = seeing.get(name);
            if (holder == null) {
                unknown.add("@" + name);
            } else if (holder.is(order.actor())) {
                throw new Problem(422, "You can’t ask yourself.");
            } else {
                holders.add(Objects.requireNonNull(holder));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem(422, String.join(", ", unknown) + (unknown.size() == 1 ? " is" : " are") + " nobody who may see this.");
        }
        if (holders.size() > Asks.MOST_ASKED) {
            throw new Problem(422, "At most " + Asks.MOST_ASKED + " people can be asked at once.");
        }
        return holders;
    }

    private Instant due(Actor actor, String by) {
        Instant now = clock.instant();
        ZoneId zone = actor.require().zone();
        Instant due = Moment.read(by.strip())
                .map(Moment::time)
                .map(ZonedDateTime::toInstant)
                .or(() -> SpokenTime.parse(by, now, zone, hours.of(actor.id())))
                .orElseThrow(() -> new Problem(422, "“" + by + "” is no time. Write tomorrow 17:00, Friday, or 2026-11-27T17:00."));
        if (!due.isAfter(now)) {
            throw new Problem(422, "“" + by + "” is over already.");
        }
        return due;
    }
}
