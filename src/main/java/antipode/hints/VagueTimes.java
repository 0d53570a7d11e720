package antipode.hints;

import antipode.markdown.Moment;
import antipode.markdown.Prose;
import antipode.web.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds "tomorrow 5pm", "EOD", "next week" in the words of one language, and says what their writer means by them.
final class VagueTimes {

    /// A day, a clock time and what stands between them lie no further apart.
    private static final int NEAR = 24;

    private static final String MARKED = String.valueOf(Prose.TIME);

    private final Language language;
    private final ClockTimes clocks;
    private final Pattern days;
    private final Pattern weekdays;
    private final Pattern weekParts;
    private final Pattern between;
    private final Pattern partBehind;
    private final Pattern dateBefore;
    private final Pattern dateBehind;
    private final Pattern habits;
    private final Map<Pattern, Phrase> phrases = new HashMap<>();

    private interface Phrase {
        /// @param behind whether a preposition stands before it
        Said said(WritersDay writer, boolean behind, String words);
    }

    /// What stands for it, as text and as the button shows it; why it moves; and an instant to compare, where there is one.
    record Said(String text, String shown, String why, @Nullable Moment moment) {}

    private record Day(int start, int end, LocalDate date, @Nullable String part, boolean clear) {}

    VagueTimes(Language language) {
        this.language = language;
        String weekday = Language.anyOf(language.weekdays().keySet());
        clocks = new ClockTimes(language);
        days = Language.pattern(language.days().keySet());
        weekdays = Pattern.compile("(?:(" + Language.anyOf(language.openings()) + ")\\s{1,3})?(?:(" + Language.anyOf(language.thisOne()) + "|"
                + Language.anyOf(language.next()) + "|" + Language.anyOf(language.last()) + ")\\s{1,3})?(" + weekday + ")", Pattern.CASE_INSENSITIVE);
        weekParts = Pattern.compile("(" + Language.anyOf(language.thisOne()) + ")\\s{1,3}(" + Language.anyOf(language.parts()) + ")", Pattern.CASE_INSENSITIVE);
        between = Pattern.compile("\\s{0,3},?\\s{0,3}(?:" + Language.anyOf(language.between()) + "|" + Language.anyOf(language.openings()) + ")?\\s{0,3}", Pattern.CASE_INSENSITIVE);
        partBehind = Pattern.compile("\\s{1,3}(" + Language.anyOf(language.parts()) + ")", Pattern.CASE_INSENSITIVE);
        String date = "\\d{1,2}(?:st|nd|rd|th|\\.)?|\\d{4}-\\d\\d-\\d\\d|" + Language.anyOf(language.months());
        dateBehind = Pattern.compile("\\s{0,3},?\\s{0,3}\\(?(?:the\\s|of\\s)?(?:" + date + "|" + weekday + "|" + MARKED + ")(?!\\s?(?:am|pm|a\\.m|p\\.m)|[:\\d])"
                + "|\\s{0,2}(?:-|–|—|/|&|to|and|or|through|until|till)\\s{0,2}" + weekday, Pattern.CASE_INSENSITIVE);
        dateBefore = Pattern.compile("(?:" + date + "|" + MARKED + ")\\s{0,3},?\\s{0,3}\\(?$"
                + "|" + weekday + "\\s{0,2}(?:-|–|—|/|&|to|and|or|,|through|until|till)\\s{0,2}$", Pattern.CASE_INSENSITIVE);
        habits = Language.pattern(language.habits());
        phrases();
    }

    private void phrases() {
        Language.Phrases all = language.phrases();
        phrases.put(Language.pattern(all.endOfWeek()), (writer, _, words) -> instant(
                writer.endOfThisWeek(), "Weeks end at different times, and not everywhere on a Friday."));
        phrases.put(Language.pattern(all.endOfMonth()), (writer, _, words) -> day(
                writer.today().with(TemporalAdjusters.lastDayOfMonth()), "Which month depends on when it is read."));
        phrases.put(Language.pattern(all.soon()), (writer, behind, words) -> {
            Moment by = writer.endInWorkingDays(1);
            String text = behind ? by.written() : language.say("by", Map.of("time", by.written()));
            return new Said(text, (behind ? "" : language.say("by", Map.of("time", ""))) + shown(by), "“" + words + "” is as urgent as each reader takes it.", by);
        });
        phrases.put(Language.pattern(all.laterToday()), (writer, _, words) -> day(
                writer.today(), "“Today” is another day for whoever reads it tomorrow, or further east."));
        all.week().forEach((words, ahead) -> phrases.put(Language.pattern(List.of(words)), (writer, _, said) -> {
            LocalDate monday = writer.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(ahead);
            Moment day = Moment.of(monday);
            return new Said(language.say("week", Map.of("day", day.written())), language.say("week", Map.of("day", shown(day))),
                    "“" + said + "” is another week for whoever reads it on Monday.", null);
        }));
        all.month().forEach((words, ahead) -> phrases.put(Language.pattern(List.of(words)), (writer, behind, said) -> {
            YearMonth month = YearMonth.from(writer.today()).plusMonths(ahead);
            String name = language.monthName(month.getMonthValue());
            String text = language.say(behind ? "month behind a word" : "month", Map.of("month", name, "year", "" + month.getYear()));
            return new Said(text, text, "“" + said + "” is another month for whoever reads it later.", null);
        }));
    }

    /// All of them, in the order of the text, none within another.
    List<Vague> in(String prose, WritersDay writer, Elsewhere elsewhere) {
        List<ClockTimes.Found> said = clocks.in(prose);
        List<Vague> found = new ArrayList<>();
        for (Day day : days(prose, writer)) {
            ClockTimes.Found clock = beside(prose, day, said);
            if (clock == null ? day.clear() : !clock.unknown()) {
                found.add(vague(prose, day, clock, writer, elsewhere));
            }
        }
        for (ClockTimes.Found clock : said) {
            if (clock.unknown()) {
                continue;
            }
            if (clock.time() == null) {
                Moment end = writer.endOfThisDay();
                found.add(of(prose, clock.start(), clock.end(), new Said(end.written(), shown(end), "Days end at different times.", end), elsewhere));
            } else if (limited(prose, clock)) {
                ZoneId zone = clock.zone() == null ? writer.zone() : clock.zone();
                WritersDay there = new WritersDay(writer.now(), zone, writer.schedule());
                Moment today = there.at(there.today(), clock.time());
                Moment next = Objects.requireNonNull(today.time()).toInstant().isAfter(writer.now()) ? today : there.at(there.today().plusDays(1), clock.time());
                found.add(of(prose, clock.start(), clock.end(), new Said(next.written(), shown(next), "It doesn’t say on which day, nor where.", next), elsewhere));
            }
        }
        List<int[]> excepted = clocks.excepted(prose);
        phrases.forEach((pattern, phrase) -> {
            for (Matcher match = pattern.matcher(prose); match.find(); ) {
                if (possessive(prose, match.end()) || ClockTimes.excepted(excepted, match.start())) {
                    continue;
                }
                Said meant = phrase.said(writer, behind(prose, match.start(), language.openings()), match.group());
                found.add(of(prose, match.start(), match.end(), meant, elsewhere));
            }
        });
        return apart(prose, found);
    }

    private List<Vague> apart(String prose, List<Vague> found) {
        found.sort(Comparator.comparingInt(Vague::start).thenComparing(Comparator.comparingInt(Vague::end).reversed()));
        List<Vague> apart = new ArrayList<>();
        for (Vague one : found) {
            if (quoted(prose, one.start(), one.end())) {
                continue;
            }
            if (apart.isEmpty() || one.start() >= apart.getLast().end()) {
                apart.add(one);
            }
        }
        return apart;
    }

    /// Words between quotation marks are spoken of, not said.
    static boolean quoted(String prose, int start, int end) {
        return start > 0 && end < prose.length() && "\"“„«‘'”".indexOf(prose.charAt(start - 1)) >= 0
                && "\"”“»’'".indexOf(prose.charAt(end)) >= 0;
    }

    private List<Day> days(String prose, WritersDay writer) {
        List<Day> found = new ArrayList<>();
        for (Matcher match = days.matcher(prose); match.find(); ) {
            String word = word(match.group());
            int ahead = language.days().getOrDefault(word, 0);
            boolean clear = !language.inPassing().contains(word) || behind(prose, match.start(), language.limits());
            if (!possessive(prose, match.end())) {
                found.add(withPart(prose, match.start(), match.end(), writer.today().plusDays(ahead), clear));
            }
        }
        for (Matcher match = weekParts.matcher(prose); match.find(); ) {
            found.add(new Day(match.start(), match.end(), writer.today(), word(match.group(2)), true));
        }
        for (Matcher match = weekdays.matcher(prose); match.find(); ) {
            weekday(prose, match, writer, found);
        }
        return found;
    }

    private void weekday(String prose, Matcher match, WritersDay writer, List<Day> found) {
        int at = match.start(3);
        String opening = match.group(1) == null ? "" : word(match.group(1));
        String which = match.group(2) == null ? "" : word(match.group(2));
        if (!Character.isUpperCase(prose.charAt(at)) || possessive(prose, match.end()) || dateNear(prose, match.start(3), match.end())
                || behind(prose, match.start(), language.rhythms()) || rhythm(prose, match.start())) {
            return;
        }
        LocalDate date = weekday(writer.today(), DayOfWeek.of(language.weekdays().getOrDefault(word(match.group(3)), 1)), opening, which);
        int start = match.group(2) == null ? at : match.start(2);
        found.add(withPart(prose, start, match.end(), date, !opening.isEmpty() || !which.isEmpty()));
    }

    /// The coming one; with "next" that of next week, with "last" or "since" the one before.
    private LocalDate weekday(LocalDate today, DayOfWeek day, String opening, String which) {
        if (language.next().contains(which)) {
            return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(1).with(TemporalAdjusters.nextOrSame(day));
        }
        if (language.last().contains(which) || language.past().contains(opening)) {
            return today.with(TemporalAdjusters.previous(day));
        }
        return today.with(which.isEmpty() ? TemporalAdjusters.next(day) : TemporalAdjusters.nextOrSame(day));
    }

    private Day withPart(String prose, int start, int end, LocalDate date, boolean clear) {
        Matcher part = partBehind.matcher(prose).region(end, Math.min(prose.length(), end + NEAR));
        return part.lookingAt() ? new Day(start, part.end(), date, word(part.group(1)), true) : new Day(start, end, date, null, clear);
    }

    /// The clock time that belongs to a day: right behind it, or right before.
    private ClockTimes.@Nullable Found beside(String prose, Day day, List<ClockTimes.Found> clocks) {
        for (ClockTimes.Found clock : clocks) {
            boolean behind = clock.start() >= day.end() && clock.start() - day.end() <= NEAR
                    && between.matcher(prose.substring(day.end(), clock.start())).matches();
            boolean before = clock.end() <= day.start() && day.start() - clock.end() <= NEAR
                    && between.matcher(prose.substring(clock.end(), day.start())).matches();
            if (behind || before) {
                return clock;
            }
        }
        return null;
    }

    private Vague vague(String prose, Day day, ClockTimes.@Nullable Found clock, WritersDay writer, Elsewhere elsewhere) {
        int start = clock == null ? day.start() : Math.min(day.start(), clock.start());
        int end = clock == null ? day.end() : Math.max(day.end(), clock.end());
        String words = prose.substring(day.start(), day.end()).replaceAll("\\s+", " ");
        String why = "“" + words + "” is another day for whoever reads it later, or further east.";
        if (clock != null) {
            WritersDay there = clock.zone() == null ? writer : new WritersDay(writer.now(), clock.zone(), writer.schedule());
            Moment moment = clock.time() == null ? writer.endOf(day.date()) : there.at(day.date(), clock.time());
            return of(prose, start, end, new Said(moment.written(), shown(moment), why, moment), elsewhere);
        }
        Moment date = Moment.of(day.date());
        if (day.part() != null) {
            Map<String, String> said = Map.of("part", day.part(), "city", Times.place(writer.zone()));
            Map<String, String> text = new HashMap<>(said);
            text.put("day", date.written());
            Map<String, String> shown = new HashMap<>(said);
            shown.put("day", shown(date));
            String others = elsewhere.places(writer.now());
            String night = others.isEmpty() ? "" : " In " + others + " it is another time of day.";
            return new Vague(start, end, language.say("part", text), language.say("part", shown), why + night);
        }
        return of(prose, start, end, new Said(date.written(), shown(date), why, null), elsewhere);
    }

    private Vague of(String prose, int start, int end, Said said, Elsewhere elsewhere) {
        Moment moment = said.moment();
        String compared = moment == null || moment.time() == null ? "" : elsewhere.compared(moment.time().toInstant());
        return new Vague(start, end, said.text(), said.shown(), said.why() + compared);
    }

    private static Said instant(Moment moment, String why) {
        return new Said(moment.written(), shown(moment), why, moment);
    }

    private static Said day(LocalDate date, String why) {
        Moment day = Moment.of(date);
        return new Said(day.written(), shown(day), why, null);
    }

    /// "Tue 24 Nov, 17:00"
    static String shown(Moment moment) {
        return moment.plain().replaceFirst(" \\d{4}(?=,|$)", "").replaceFirst(",? ([\\d:]{5}) .*$", ", $1");
    }

    /// Whether a clock time alone says by when: not part of a rhythm, without a date beside it.
    private boolean limited(String prose, ClockTimes.Found clock) {
        return behind(prose, clock.start(), language.limits()) && !dateNear(prose, clock.start(), clock.end())
                && !rhythm(prose, clock.start());
    }

    private boolean rhythm(String prose, int at) {
        int from = Math.max(prose.lastIndexOf('.', at), prose.lastIndexOf('\n', at)) + 1;
        return habits.matcher(prose.substring(from, at)).find();
    }

    private boolean dateNear(String prose, int start, int end) {
        return dateBehind.matcher(prose).region(end, prose.length()).useTransparentBounds(true).lookingAt()
                || dateBefore.matcher(prose.substring(Math.max(0, start - NEAR), start)).find();
    }

    private static boolean behind(String prose, int at, Collection<String> words) {
        String before = prose.substring(Math.max(0, at - NEAR), at).stripTrailing();
        int from = before.length();
        while (from > 0 && Character.isLetter(before.charAt(from - 1))) from--;
        return words.contains(before.substring(from).toLowerCase(Locale.ROOT));
    }

    private static boolean possessive(String prose, int end) {
        return end < prose.length() && "’'-".indexOf(prose.charAt(end)) >= 0;
    }

    private static String word(String matched) {
        return matched.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
