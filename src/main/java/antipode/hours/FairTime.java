package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The earliest moment by which everyone asked has had a stated amount of their own working time since they were asked.
///
/// Who has stated no hours has two working days instead: 48 hours of the Mondays to Fridays of their zone. Who would
/// lose more than three whole working days to an absence before having had their time is left out, with a note: their
/// delegate answers, or they may reopen what can be undone when they return.
///
/// @param each everyone asked, in the order given
/// @param <P> what stands for a person where this is used
public record FairTime<P>(Instant asked, Duration amount, List<Each<P>> each) {

    public static final Duration USUAL = Duration.ofHours(4);
    public static final Duration UNSTATED = Duration.ofHours(48);

    private static final int LONGEST_ABSENCE = 3;
    private static final long STEP_SECONDS = 300;
    private static final Duration FAR = Duration.ofDays(800);

    /// Somebody who is asked: who they are, what the sentences call them, and when they work.
    public record Asked<P>(P who, String name, Schedule schedule) {
    }

    /// What is fair for one of them.
    ///
    /// @param amount the working time they are to have
    /// @param moment the exact instant by which they have had it; null if they never will
    /// @param absent they are away for longer than can be waited for, so nobody waits
    /// @param awayUntil when they are at work again after their absence
    public record Each<P>(Asked<P> asked, Duration amount, boolean stated, @Nullable Instant moment, boolean absent,
            @Nullable Instant awayUntil) {

        /// The moment that is waited for; nothing for who is left out.
        public Optional<Instant> waitedFor() {
            return absent ? Optional.empty() : Optional.ofNullable(moment);
        }
    }

    /// Somebody whom a due time would rob of working time, and how much they would have had.
    public record Robbed<P>(Each<P> each, Duration had) {

        public Duration missing() {
            return each.amount.minus(had);
        }

        private ZoneId zone(Instant at) {
            return each.asked.schedule.zoneAt(at);
        }
    }

    public FairTime {
        each = List.copyOf(each);
    }

    public static <P> FairTime<P> of(Instant asked, List<Asked<P>> everyone) {
        return of(asked, USUAL, everyone);
    }

    public static <P> FairTime<P> of(Instant asked, Duration amount, List<Asked<P>> everyone) {
        return new FairTime<>(asked, amount, everyone.stream().map(one -> each(asked, amount, one)).toList());
    }

    private static <P> Each<P> each(Instant asked, Duration amount, Asked<P> one) {
        var schedule = one.schedule;
        boolean stated = schedule.statedAt(asked);
        var due = stated ? amount : UNSTATED;
        var moment = schedule.plus(asked, due).orElse(null);
        boolean absent = moment == null || schedule.workingDaysAway(asked, moment) > LONGEST_ABSENCE;
        Instant awayUntil = null;
        if (absent) {
            awayUntil = schedule.longestAway(asked, moment == null ? asked.plus(FAR) : moment).map(Interval::end).orElse(null);
            // They return with their first working moment, not at the midnight that ends their last day off.
            awayUntil = awayUntil == null ? null : schedule.nextWorking(awayUntil).orElse(awayUntil);
        }
        return new Each<>(one, due, stated, moment, absent, awayUntil);
    }

    /// Who of these has had their time first, if anybody but those who are away for too long will. A team that is asked as
    /// one has had fair time as soon as one of its members has.
    public static <P> Optional<Each<P>> first(Instant asked, List<Asked<P>> among) {
        return of(asked, among).each.stream().filter(one -> one.waitedFor().isPresent())
                .min(Comparator.comparing(one -> one.waitedFor().orElseThrow()));
    }

    /// The one whose moment comes last.
    public Optional<Each<P>> last() {
        return each.stream().filter(one -> one.waitedFor().isPresent())
                .max(Comparator.comparing(one -> one.waitedFor().orElseThrow()));
    }

    /// The fair due time: the last moment, rounded up to the next five minutes, since a due time is something people
    /// read. Nothing if nobody is left to wait for.
    public Optional<Instant> due() {
        return last().flatMap(Each::waitedFor).map(FairTime::roundedUp);
    }

    /// Up to the next five minutes.
    public static Instant roundedUp(Instant moment) {
        long seconds = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
        return Instant.ofEpochSecond(Math.ceilDiv(seconds, STEP_SECONDS) * STEP_SECONDS);
    }

    /// Those who are left out because they are away for too long.
    public List<Each<P>> absent() {
        return each.stream().filter(Each::absent).toList();
    }

    /// It is fair as soon as everyone waited for has had their time exactly; the rounding of [#due] isn't demanded.
    public boolean isFair(Instant due) {
        return each.stream().allMatch(one -> one.waitedFor().map(moment -> !due.isBefore(moment)).orElse(true));
    }

    /// Those whom this due time would rob, who loses most first.
    public List<Robbed<P>> robbedBy(Instant due) {
        var robbed = new ArrayList<Robbed<P>>();
        for (var one : each) {
            if (one.waitedFor().map(due::isBefore).orElse(false)) {
                var had = due.isAfter(asked) ? one.asked.schedule.workingTimeBetween(asked, due) : Duration.ZERO;
                robbed.add(new Robbed<>(one, had));
            }
        }
        robbed.sort(Comparator.comparing((Robbed<P> one) -> one.missing()).reversed());
        return robbed;
    }

    /// What stands under a proposed due time, in the reader's zone: “Fair: each has 4 h of their own working time.”,
    /// “15:00 is 20:30 for Ravi, who has had no working time by then. Wed 08:30 is fair.”
    public String verdict(Instant due, ZoneId reader) {
        var robbed = robbedBy(due);
        var said = new StringBuilder();
        if (robbed.isEmpty()) {
            said.append(fair());
        } else {
            var without = robbed.stream().filter(one -> one.had.toMinutes() == 0).toList();
            var most = robbed.getFirst();
            said.append(without.isEmpty()
                    ? onTheirClocks(due, reader, List.of(most)) + "has had only " + Spoken.amount(most.had) + " of "
                            + (most.each.stated ? Spoken.amount(most.each.amount) + " working time" : "two working days") + " by then."
                    : onTheirClocks(due, reader, without) + (without.size() == 1 ? "has" : "have") + " had no working time by then.");
            due().ifPresent(fair -> said.append(' ').append(Spoken.dated(fair, asked, reader)).append(" is fair."));
        }
        return said + absence(reader);
    }

    /// “15:00 is 23:00 for Kei, who ”; only “Kei ” where the clocks agree, or where there are more than two.
    private String onTheirClocks(Instant due, ZoneId reader, List<Robbed<P>> robbed) {
        boolean agree = robbed.stream().allMatch(one -> one.zone(due).getRules().getOffset(due).equals(reader.getRules().getOffset(due)));
        if (agree || robbed.size() > 2) {
            return Spoken.names(robbed.stream().map(one -> one.each.asked.name).toList()) + " ";
        }
        var mine = Spoken.near(due, asked, reader);
        var theirs = robbed.stream()
                .map(one -> Spoken.there(due, asked, reader, one.zone(due)) + " for " + one.each.asked.name)
                .toList();
        return Character.toUpperCase(mine.charAt(0)) + mine.substring(1) + " is " + Spoken.names(theirs) + ", who ";
    }

    private String fair() {
        var waited = each.stream().filter(one -> !one.absent).toList();
        if (waited.isEmpty()) {
            return "Nobody asked can answer before they return.";
        }
        var who = waited.size() == 1 ? waited.getFirst().asked.name : "each";
        if (waited.stream().allMatch(Each::stated)) {
            return "Fair: " + who + " has " + Spoken.amount(amount) + " of their own working time.";
        }
        return waited.stream().noneMatch(Each::stated) ? "Fair: " + who + " has two working days."
                : "Fair: each has " + Spoken.amount(amount) + " of their own working time, or two working days.";
    }

    /// “Mia is away until Mon 7 Dec, 09:00, so nobody waits for them.”
    private String absence(ZoneId reader) {
        var said = new StringBuilder();
        for (var one : absent()) {
            said.append(' ').append(one.asked.name);
            said.append(one.awayUntil == null ? " has no working time ahead" : " is away until " + Spoken.dated(one.awayUntil, asked, reader));
            said.append(", so nobody waits for them.");
        }
        return said.toString();
    }
}
