package antipode.handoffs;

import antipode.hours.DayBand;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import antipode.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws the chain of a thing: one question, for the zones its holders were in.
@Component
class Chains {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration BEFORE = Duration.ofHours(6);
    private static final Duration AFTER = Duration.ofHours(4);
    private static final int MOST = 12;

    private final WorkingHours hours;
    private final Clock clock;

    Chains(WorkingHours hours, Clock clock) {
        this.hours = hours;
        this.clock = clock;
    }

    /// Somebody who had it, since when and how; `offered` is when it set out towards them.
    private record Holding(Person holder, @Nullable Instant from, String how, @Nullable Instant offered) {}

    /// @return nothing while it has not passed from anybody to anybody
    @Nullable Chain of(Actor reader, Issuable issuable, List<Handoff> handoffs) {
        List<Holding> holdings = holdings(issuable, handoffs);
        if (holdings.size() < 2) {
            return null;
        }
        ZoneId zone = reader.member() == null ? ZoneOffset.UTC : reader.member().zone();
        Instant now = clock.instant();
        Instant last = begin(holdings.getLast());
        Instant ended = issuable.open() || issuable.closedAt() == null ? now : issuable.closedAt();
        Instant end = Duration.between(last, ended).compareTo(LONGEST) > 0 ? last.plus(Duration.ofDays(1)) : ended.plus(AFTER);
        int first = holdings.size() - 1;
        while (first > 0
                && holdings.size() - first < MOST
                && Duration.between(start(issuable, holdings, first - 1), end).compareTo(LONGEST.plus(BEFORE)) <= 0) {
            first--;
        }
        first = Math.min(first, holdings.size() - 2);
        Instant from = start(issuable, holdings, first);
        Map<Long, Schedule> schedules = hours.of(holdings.stream().map(holding -> holding.holder().id()).distinct().toList());
        List<Chain.Leg> legs = new ArrayList<>();
        DayBand axis = null;
        for (int i = 0; i < holdings.size(); i++) {
            Holding holding = holdings.get(i);
            Holding next = i + 1 < holdings.size() ? holdings.get(i + 1) : null;
            axis = DayBand.along(
                    from, end, Objects.requireNonNull(schedules.get(holding.holder().id())), zone, now, null);
            Instant left = next == null ? issuable.open() ? null : ended : next.offered() != null ? next.offered() : next.from();
            legs.add(new Chain.Leg(
                    holding.holder(),
                    holding.from(),
                    next == null ? (issuable.open() ? null : ended) : next.from(),
                    holding.how(),
                    axis.sky(),
                    percent(from, end, holding.from() == null ? from : holding.from()),
                    percent(from, end, left == null ? now : left),
                    holding.offered() == null ? null : percent(from, end, holding.offered())));
        }
        DayBand labelled = Objects.requireNonNull(axis).sized(DayBand.Size.LINE).withHours(zone);
        return new Chain(
                legs, holdings.size() - first, labelled.labels(), labelled.now(), sentence(legs, new Times(now, zone)));
    }

    private static List<Holding> holdings(Issuable issuable, List<Handoff> handoffs) {
        List<Holding> holdings = new ArrayList<>();
        for (Handoff handoff : handoffs.stream().filter(Handoff::passed)
                .sorted(java.util.Comparator.comparing(one -> Objects.requireNonNull(one.decidedAt()))).toList()) {
            if (holdings.isEmpty()) {
                holdings.add(new Holding(handoff.giver(), issuable.createdAt(), "", null));
            } else if (holdings.getLast().holder().id() != handoff.giver().id()) {
                holdings.add(new Holding(handoff.giver(), handoff.offeredAt(), "was given it", null));
            }
            boolean taken = handoff.state() == Handoff.State.TAKEN_OVER;
            holdings.add(new Holding(
                    Objects.requireNonNull(handoff.taker()),
                    handoff.decidedAt(),
                    taken ? "took it over" : "accepted it",
                    handoff.to() == null ? null : handoff.offeredAt()));
        }
        return holdings;
    }

    private static Instant begin(Holding holding) {
        return Objects.requireNonNull(holding.from());
    }

    /// Where the picture begins if this is its first row: a little before it is passed on.
    private static Instant start(Issuable issuable, List<Holding> holdings, int first) {
        Holding next = holdings.get(Math.min(first + 1, holdings.size() - 1));
        Instant left = next.offered() == null ? begin(next) : next.offered();
        Instant from = left.minus(BEFORE);
        return first == 0 && issuable.createdAt().isAfter(from) ? issuable.createdAt().minus(Duration.ofHours(1)) : from;
    }

    private static String percent(Instant from, Instant to, Instant at) {
        double share = 100.0 * Duration.between(from, at).toSeconds() / Duration.between(from, to).toSeconds();
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, share)));
    }

    /// "Ravi had it until Mon 18:30, Mia until today 01:05, and Kei has it since."
    private static String sentence(List<Chain.Leg> legs, Times times) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < legs.size(); i++) {
            Chain.Leg leg = legs.get(i);
            boolean last = i == legs.size() - 1;
            words.append(i == 0 ? "" : last ? " and " : ", ").append(leg.holder().firstName());
            if (leg.until() == null) {
                words.append(" has had it since ").append(times.within(Objects.requireNonNull(leg.from())));
            } else {
                words.append(i == 0 ? " had it until " : " until ").append(times.within(leg.until()));
            }
        }
        return words.append('.').toString();
    }
}
