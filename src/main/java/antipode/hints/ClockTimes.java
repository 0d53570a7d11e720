package antipode.hints;

import antipode.web.Times;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds times of day: "5pm", "17:00", "noon UTC", "9 a.m. Lisbon time", "EOD".
final class ClockTimes {

    /// Cities that have given a zone its name.
    private static final Map<String, ZoneId> CITIES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
            .sorted()
            .collect(Collectors.toMap(id -> Times.place(ZoneId.of(id)), ZoneId::of, (one, _) -> one));

    private final Language language;
    private final Pattern clock;
    private final Pattern place;
    private final Pattern endOfDay;
    private final Pattern notTimes;

    /// A time of day, or the end of the working day where `time` is nothing; unknown if it is by a clock one can't know.
    record Found(int start, int end, @Nullable LocalTime time, @Nullable ZoneId zone, boolean unknown) {}

    ClockTimes(Language language) {
        this.language = language;
        clock = Pattern.compile("(?<![\\p{L}\\p{N}:.,/-])(?:(\\d{1,2})(?:[:.](\\d{2}))?\\s?("
                + alternatives(language.beforeNoon()) + "|" + alternatives(language.afterNoon()) + ")(?![\\p{L}\\p{N}])"
                + "|(\\d{1,2}):(\\d{2})(?![\\p{L}\\p{N}:])|" + Language.anyOf(language.clockWords().keySet()) + ")"
                + "(?:\\s{1,2}\\(?((?-i:[A-Z]{2,4}))(?:\\s" + Language.anyOf(List.of(language.clockOf())) + ")?\\)?(?![\\p{L}\\p{N}]))?", Pattern.CASE_INSENSITIVE);
        place = Pattern.compile("\\s{1,2}(?:in\\s)?\\(?((?:\\p{L}|[’'.])+(?:\\s(?:\\p{L})+)?)\\s" + Language.anyOf(List.of(language.clockOf())) + "\\)?"
                + "|\\s{1,2}(?:in\\s)?\\(?((?-i:" + CITIES.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")) + "))\\)?(?!\\p{L})",
                Pattern.CASE_INSENSITIVE);
        endOfDay = Language.pattern(language.phrases().endOfDay());
        notTimes = Language.pattern(language.notTimes());
    }

    private static String alternatives(List<String> words) {
        return String.join("|", words.stream().map(Pattern::quote).toList());
    }

    List<Found> in(String prose) {
        List<Found> found = new ArrayList<>();
        for (Matcher match = clock.matcher(prose); match.find(); ) {
            LocalTime time = time(match);
            String named = match.group(6);
            String zone = named == null ? null : language.zones().get(named);
            int end = named == null || zone != null ? match.end() : match.start(6);
            while (end > match.start() && " (\n".indexOf(prose.charAt(end - 1)) >= 0) end--;
            if (time == null) {
                continue;
            }
            Matcher elsewhere = place.matcher(prose).region(end, prose.length());
            if (zone == null && elsewhere.lookingAt()) {
                String whose = elsewhere.group(1) == null ? elsewhere.group(2) : elsewhere.group(1);
                ZoneId there = CITIES.get(whose.replaceAll("\\s+", " "));
                boolean mine = language.myClock().contains(whose.toLowerCase(Locale.ROOT));
                found.add(new Found(match.start(), elsewhere.end(), there == null && !mine ? null : time, there, there == null && !mine));
            } else {
                found.add(new Found(match.start(), end, time, zone == null ? null : ZoneId.of(zone), false));
            }
        }
        List<int[]> excepted = excepted(prose);
        for (Matcher match = endOfDay.matcher(prose); match.find(); ) {
            if (!excepted(excepted, match.start())) {
                found.add(new Found(match.start(), match.end(), null, null, false));
            }
        }
        return found;
    }

    /// Where words stand that look like times and are none.
    List<int[]> excepted(String prose) {
        return notTimes.matcher(prose).results().map(match -> new int[] {match.start(), match.end()}).toList();
    }

    static boolean excepted(List<int[]> places, int at) {
        return places.stream().anyMatch(place -> place[0] <= at && at < place[1]);
    }

    private @Nullable LocalTime time(Matcher match) {
        if (match.group(1) == null && match.group(4) == null) {
            String word = match.group().strip().toLowerCase(Locale.ROOT);
            return language.clockWords().entrySet().stream()
                    .filter(entry -> word.startsWith(entry.getKey()))
                    .findFirst()
                    .map(entry -> LocalTime.parse(entry.getValue()))
                    .orElse(null);
        }
        boolean half = match.group(1) != null;
        int hour = Integer.parseInt(half ? match.group(1) : match.group(4));
        String minutes = half ? match.group(2) : match.group(5);
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        if (minute > 59 || (half ? hour < 1 || hour > 12 : hour > 23)) {
            return null;
        }
        boolean after = half && language.afterNoon().contains(match.group(3).toLowerCase(Locale.ROOT));
        return LocalTime.of(half ? hour % 12 + (after ? 12 : 0) : hour, minute);
    }
}
