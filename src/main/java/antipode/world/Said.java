package antipode.world;

import antipode.hours.Coverage;
import antipode.hours.Gap;
import antipode.hours.Gaps;
import antipode.hours.Interval;
import antipode.hours.Overlap;
import antipode.hours.Spoken;
import antipode.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The picture in sentences, on the reader's clock.
final class Said {

    /// Less than this is no time to talk.
    static final Duration LEAST = Duration.ofMinutes(30);

    private static final int MOST_PAIRS = 4;
    private static final int MOST_CHANGES = 6;
    private static final Duration AHEAD = Duration.ofDays(14);
    private static final Duration WHOLE_DAY = Duration.ofHours(23);

    private Said() {}

    /// "Somebody is at work for 23 of these 24 hours; nobody is from 03:30 to 04:30."
    static String coverage(World world) {
        if (world.rows().isEmpty()) {
            return "Nobody here has stated hours.";
        }
        Coverage coverage = world.coverage();
        if (coverage.covered().isZero()) {
            return "Nobody is at work on this day.";
        }
        List<Interval> gaps = coverage.gaps();
        String length = world.length().toHours() + " hours";
        if (gaps.isEmpty()) {
            return "Somebody is at work at every hour of these " + length + ".";
        }
        return "Somebody is at work for " + Spoken.exact(coverage.covered()) + " of these " + length + "; nobody is "
                + (gaps.size() > 3 ? "in " + gaps.size() + " stretches, the longest "
                        + coverage.longestGap().map(gap -> Spoken.fromTo(gap, world.reader())).orElse("")
                        : Spoken.listed(gaps.stream().map(gap -> Spoken.fromTo(gap, world.reader())).toList())) + ".";
    }

    static String names(List<Row> rows) {
        return Spoken.listed(rows.stream().map(Row::firstName).toList());
    }

    /// Who they are in a title or a sentence, however many.
    static String group(World world) {
        int all = world.rows().size() + world.unstated().size();
        List<Row> people = new ArrayList<>(world.rows());
        people.addAll(world.unstated());
        return all <= 4 ? names(people) : "All " + all;
    }

    /// "Ana, Jonas and Ines share 2 h: 12:00–13:00 and 19:00–20:00. None between Kei and Lucía."
    static String overlap(World chosen) {
        if (!chosen.unstated().isEmpty()) {
            return names(chosen.unstated()) + (chosen.unstated().size() == 1 ? " has" : " have")
                    + " stated no hours, so there is nothing to share; " + (chosen.unstated().size() == 1 ? "they answer" : "each answers")
                    + " within two working days.";
        }
        Overlap overlap = chosen.overlap();
        StringBuilder said = new StringBuilder();
        String who = group(chosen);
        if (chosen.rows().size() == 1) {
            said.append(who).append(overlap.isEmpty() ? " is not at work on this day." : " is at work " + overlap.clock(chosen.reader()) + ".");
        } else if (overlap.isEmpty()) {
            said.append(who).append(chosen.rows().size() == 2 ? " share no time on this day." : " are never at work at once on this day.");
        } else {
            said.append(who).append(" share ").append(Spoken.exact(overlap.total())).append(": ").append(overlap.clock(chosen.reader()))
                    .append(", your time.");
        }
        if (chosen.rows().size() > 2) {
            List<World.Apart> apart = chosen.apart();
            if (!apart.isEmpty()) {
                said.append(" None between ").append(apart.stream().limit(MOST_PAIRS)
                        .map(pair -> pair.one().firstName() + " and " + pair.other().firstName())
                        .collect(Collectors.joining(", or between ")))
                        .append(apart.size() > MOST_PAIRS ? ", and " + (apart.size() - MOST_PAIRS) + " other pairs." : ".");
            }
        }
        return said.toString();
    }

    /// "The next time for all of them: tomorrow 12:00–13:00." Empty where there can be none.
    static String next(World chosen) {
        if (chosen.rows().size() < 2 || !chosen.unstated().isEmpty()) {
            return "";
        }
        Optional<Interval> next = chosen.nextOverlap(LEAST);
        return next.map(time -> "The next half hour or more for all: " + span(time, chosen.now(), chosen.reader()) + ".")
                .orElse("They share no half hour within the next nine weeks.");
    }

    /// "tomorrow 12:00–13:00"
    static String span(Interval time, Instant now, ZoneId reader) {
        String start = new Times(now, reader).within(time.start());
        String span = Spoken.span(time, reader);
        return start.substring(0, start.length() - 5) + span;
    }

    /// "Asked at Mia’s end of day, Kei answers 9 h later."
    static String longest(World world, Gaps gaps) {
        return gaps.longest().map(between -> {
            Gap gap = between.gap();
            String asker = world.rows().get(between.asker()).firstName();
            String answerer = world.rows().get(between.answerer()).firstName();
            if (gap.length().isZero()) {
                return "Whoever ends their day finds everyone else at work.";
            }
            return "The longest wait: asked at " + asker + "’s end of day, " + Spoken.dated(gap.asked(), world.now(), world.reader()) + ", "
                    + answerer + " answers " + Waits.after(gap.length()) + ".";
        }).orElse("Nobody who ends a day on this date waits for anybody.");
    }

    static String forAnybody(World world, Gaps gaps) {
        return gaps.longestForAnybody().map(between -> {
            Duration length = between.gap().length();
            return length.isZero() ? "Whoever ends their day, somebody else is at work."
                    : "Until anybody else is at work, " + world.rows().get(between.asker()).firstName() + " waits longest: "
                            + Spoken.length(length) + ", for " + world.rows().get(between.answerer()).firstName() + ".";
        }).orElse("");
    }

    /// Who is away within the next two weeks, and who moves to another zone: "Linh is away Thu 19 Nov–Fri 27 Nov."
    static List<String> ahead(World world) {
        List<String> said = new ArrayList<>();
        Instant to = world.now().plus(AHEAD);
        Times times = new Times(world.now(), world.reader());
        for (Row row : world.rows()) {
            for (Interval away : row.schedule().awayBetween(world.now(), to)) {
                if (away.length().compareTo(WHOLE_DAY) < 0) {
                    continue;
                }
                ZoneId zone = row.zone(away.start());
                LocalDate first = LocalDate.ofInstant(away.start(), zone);
                LocalDate last = LocalDate.ofInstant(away.end().minusSeconds(1), zone);
                String holiday = row.schedule().holidayAt(away.start()).map(name -> ": " + name).orElse("");
                said.add(row.firstName() + " is away " + times.date(first) + (first.equals(last) ? "" : "–" + times.date(last)) + holiday + ".");
            }
            row.schedule().periods().stream()
                    .filter(period -> period.from().atStartOfDay(period.zone()).toInstant().isAfter(world.now())
                            && !period.from().isAfter(LocalDate.ofInstant(to, world.reader())))
                    .filter(period -> !period.zone().equals(row.zone(world.now())))
                    .forEach(period -> said.add(row.firstName() + " keeps " + Times.place(period.zone()) + " time from " + times.date(period.from()) + " on."));
        }
        int more = said.size() - MOST_CHANGES;
        List<String> shown = new ArrayList<>(said.subList(0, Math.min(said.size(), MOST_CHANGES)));
        if (more > 0) {
            shown.add("And " + more + " more.");
        }
        return shown;
    }
}
