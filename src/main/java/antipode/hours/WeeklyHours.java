package antipode.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// When somebody may be reached in a week, by their own clock: windows for each day, Monday first. Several a day are
/// fine, a window may run past midnight. None at all means that no hours are stated. Kept and read as one text:
/// `Mon-Fri 09:00-13:00 16:00-20:00; Sat 10:00-12:00`.
public record WeeklyHours(List<List<Window>> days) {

    public static final WeeklyHours NONE = new WeeklyHours(IntStream.range(0, 7).mapToObj(day -> List.<Window>of()).toList());

    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_WINDOWS = 12;
    private static final int WEEK = 7 * Window.DAY;
    private static final List<String> NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?::(\\d{2}))?");

    public WeeklyHours {
        if (days.size() != 7) {
            throw new IllegalArgumentException("A week has seven days.");
        }
        days = days.stream().map(WeeklyHours::joined).toList();
        refuseOverlaps(days);
    }

    /// Reads the text people write. Windows that touch are made one; windows that overlap, and anything else that is
    /// not understood, are refused with an [IllegalArgumentException] whose message says what is right.
    public static WeeklyHours parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw mistake("These hours are too long. A week like Mon-Fri 09:00-17:00 is enough.");
        }
        var days = IntStream.range(0, 7).mapToObj(day -> new ArrayList<Window>()).toList();
        var plain = text.replaceAll("[\u2010-\u2015\u2212]", "-").replaceAll("\\s*-\\s*", "-").replaceAll("\\s*,\\s*", ",").strip();
        for (var clause : plain.split("[;\\n]")) {
            if (clause.isBlank()) {
                continue;
            }
            var words = clause.strip().split("[\\s,]+(?=\\d)|\\s+");
            var windows = new ArrayList<Window>();
            for (int i = 1; i < words.length; i++) {
                windows.add(window(words[i]));
            }
            if (windows.isEmpty()) {
                throw mistake("“" + clause.strip() + "” needs a day and its times, like Mon-Fri 09:00-17:00.");
            }
            days(words[0]).forEach(day -> days.get(day).addAll(windows));
        }
        return new WeeklyHours(List.copyOf(days));
    }

    /// Reads the windows of one day, like `11:00-15:00 18:00-22:00`; nothing is a day off.
    public static List<Window> day(String text) {
        return text.isBlank() ? List.of() : parse("Mon " + text).on(DayOfWeek.MONDAY);
    }

    public static String text(List<Window> day) {
        return String.join(" ", day.stream().map(Window::text).toList());
    }

    /// The same in a sentence: “11:00–15:00 and 18:00–22:00”.
    public static String words(List<Window> day) {
        var said = day.stream().map(window -> window.text().replace('-', '–')).toList();
        return said.size() < 2 ? String.join("", said) : String.join(", ", said.subList(0, said.size() - 1)) + " and " + said.getLast();
    }

    private static List<Integer> days(String text) {
        var days = new ArrayList<Integer>();
        for (var part : text.split(",")) {
            var ends = part.split("-", -1);
            if (ends.length > 2) {
                throw mistake("“" + part + "” is no range of days. Write it like Mon-Fri.");
            }
            int first = weekday(ends[0]);
            int last = weekday(ends[ends.length - 1]);
            for (int day = first; ; day = (day + 1) % 7) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days.stream().distinct().toList();
    }

    private static int weekday(String name) {
        for (int day = 0; day < 7; day++) {
            var full = DayOfWeek.of(day + 1).name();
            if (name.length() >= 2 && full.startsWith(name.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw mistake("“" + name + "” is no day. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun, and then the times.");
    }

    private static Window window(String text) {
        var ends = text.split("-", -1);
        if (ends.length != 2) {
            throw mistake("“" + text + "” is no window. Write it like 09:00-13:00.");
        }
        int start = minute(ends[0]);
        int end = minute(ends[1]);
        if (start == Window.DAY) {
            throw mistake("A window starts before 24:00. Write “" + text + "” with the next day, from 00:00.");
        }
        if (start == end) {
            throw mistake("“" + text + "” is empty. A whole day is 00:00-24:00.");
        }
        return new Window(start, end > start ? end : end + Window.DAY);
    }

    private static int minute(String text) {
        var time = TIME.matcher(text);
        if (time.matches()) {
            int hour = Integer.parseInt(time.group(1));
            int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
            if (hour * 60 + minute <= Window.DAY && minute < 60) {
                return hour * 60 + minute;
            }
        }
        throw mistake("“" + text + "” is no time of day. Write it like 09:00; the day ends at 24:00.");
    }

    private static List<Window> joined(List<Window> windows) {
        var sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingInt(Window::start).thenComparingInt(Window::end));
        var joined = new ArrayList<Window>();
        for (var window : sorted) {
            boolean goesOn = !joined.isEmpty() && joined.getLast().touches(window)
                    && window.end() - joined.getLast().start() <= Window.DAY;
            if (goesOn) {
                window = new Window(joined.removeLast().start(), window.end());
            }
            joined.add(window);
        }
        if (joined.size() > MOST_WINDOWS) {
            throw mistake("A day has at most " + MOST_WINDOWS + " windows.");
        }
        return List.copyOf(joined);
    }

    private static void refuseOverlaps(List<List<Window>> days) {
        record Placed(int day, Window window) {
            int start() {
                return day * Window.DAY + window.start();
            }

            int end() {
                return day * Window.DAY + window.end();
            }

            String text() {
                return NAMES.get(day) + " " + window.text();
            }
        }
        var placed = new ArrayList<Placed>();
        for (int day = 0; day < 7; day++) {
            for (var window : days.get(day)) {
                placed.add(new Placed(day, window));
            }
        }
        for (int i = 0; i < placed.size(); i++) {
            var one = placed.get(i);
            boolean last = i == placed.size() - 1;
            var next = placed.get(last ? 0 : i + 1);
            if (one != next && one.end() > next.start() + (last ? WEEK : 0)) {
                int end = Math.max(one.window.end(), next.window.end());
                throw mistake(one.text() + " and " + next.text() + " overlap. " + (one.day == next.day && end - one.window.start() <= Window.DAY
                        ? "Write " + NAMES.get(one.day) + " " + new Window(one.window.start(), end).text() + "."
                        : "Let " + one.text() + " end by " + Window.clock(next.window.start()) + "."));
            }
        }
    }

    private static IllegalArgumentException mistake(String message) {
        return new IllegalArgumentException(message);
    }

    /// No hours are stated.
    public boolean isEmpty() {
        return days.stream().allMatch(List::isEmpty);
    }

    public List<Window> on(DayOfWeek day) {
        return days.get(day.getValue() - 1);
    }

    /// The time stated for a week without any change of clocks.
    public Duration perWeek() {
        return Duration.ofMinutes(days.stream().flatMap(List::stream).mapToInt(window -> window.end() - window.start()).sum());
    }

    /// The one form in which hours are kept; reading it again gives the same hours.
    public String text() {
        var clauses = new ArrayList<String>();
        var written = new boolean[7];
        for (int day = 0; day < 7; day++) {
            if (written[day] || days.get(day).isEmpty()) {
                continue;
            }
            var names = new ArrayList<String>();
            for (int other = day; other < 7; other++) {
                if (written[other] || !days.get(other).equals(days.get(day))) {
                    continue;
                }
                int end = other;
                while (end + 1 < 7 && days.get(end + 1).equals(days.get(day))) {
                    end++;
                }
                names.add(end == other ? NAMES.get(other) : NAMES.get(other) + (end == other + 1 ? "," : "-") + NAMES.get(end));
                for (; other <= end; other++) {
                    written[other] = true;
                }
            }
            clauses.add(String.join(",", names) + " " + text(days.get(day)));
        }
        return String.join("; ", clauses);
    }

    @Override
    public String toString() {
        return text();
    }
}
