package antipode.world;

import antipode.hours.WeeklyHours;
import antipode.people.Members;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What is asked of the world, as it stands in the address: a picture can be handed on by its link.
///
/// @param path     whose world it is
/// @param today    today by the reader's clock
/// @param people   whom it is cut down to, by username; all where it is empty
/// @param with     whose overlap is asked for
/// @param words    part of a name
/// @param place    a zone's city
/// @param hire     who might be hired
/// @param mistakes what was asked and can't be shown, in sentences
record WorldQuery(
        String path, LocalDate today, LocalDate date, List<String> people, List<String> with, String words, String place, int page,
        @Nullable Hire hire, String hireZone, String hireHours, List<String> mistakes) {

    /// No picture of weeks that have gone by is drawn of anybody; and what lies further ahead than a year, nobody has stated.
    static final int DAYS_BACK = 7;
    static final int DAYS_AHEAD = 400;

    private static final int MOST_NAMED = 200;

    static WorldQuery of(String path, MultiValueMap<String, String> sent, LocalDate today) {
        List<String> mistakes = new ArrayList<>();
        String zone = first(sent, "hire_zone").strip();
        String hours = first(sent, "hire_hours").strip();
        return new WorldQuery(
                path, today, date(first(sent, "date").strip(), today, mistakes), names(sent, "people"), names(sent, "with"),
                first(sent, "q").strip(), first(sent, "place").strip(), page(first(sent, "page")),
                hire(zone, hours, mistakes), zone, hours, List.copyOf(mistakes));
    }

    private static LocalDate date(String text, LocalDate today, List<String> mistakes) {
        if (text.isEmpty()) {
            return today;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (!date.isBefore(today.minusDays(DAYS_BACK)) && !date.isAfter(today.plusDays(DAYS_AHEAD))) {
                return date;
            }
            mistakes.add("Days can be drawn from a week back to " + DAYS_AHEAD + " days ahead; this is today.");
        } catch (DateTimeException noDay) {
            mistakes.add("“" + text + "” is no day. One is written like " + today + "; this is today.");
        }
        return today;
    }

    private static @Nullable Hire hire(String zone, String hours, List<String> mistakes) {
        if (zone.isEmpty()) {
            return null;
        }
        var known = Members.zone(zone).orElse(null);
        if (known == null) {
            mistakes.add("“" + zone + "” is no time zone. One is written like Europe/Lisbon.");
            return null;
        }
        try {
            WeeklyHours week = WeeklyHours.parse(hours.isEmpty() ? Hire.USUAL : hours);
            if (week.isEmpty()) {
                mistakes.add("Somebody without hours changes nothing here. A week is written like " + Hire.USUAL + ".");
                return null;
            }
            return new Hire(known, week);
        } catch (IllegalArgumentException notUnderstood) {
            mistakes.add(Objects.requireNonNullElse(notUnderstood.getMessage(), "These hours are not understood."));
            return null;
        }
    }

    private static int page(String text) {
        return text.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(text)) : 1;
    }

    private static String first(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").replaceAll("\\p{Cntrl}", " ");
    }

    private static List<String> names(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.get(name), List.<String>of()).stream()
                .filter(Objects::nonNull)
                .flatMap(text -> names(text).stream()).distinct().limit(MOST_NAMED).toList();
    }

    /// `ana, @kei` as usernames in lower case.
    static List<String> names(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .map(one -> one.replaceFirst("^@", "").toLowerCase(Locale.ROOT)).filter(one -> !one.isEmpty()).toList();
    }

    boolean ticked(Row row) {
        return row.member() != null && with.contains(row.username().toLowerCase(Locale.ROOT));
    }

    boolean narrowed() {
        return !people.isEmpty() || !words.isEmpty() || !place.isEmpty();
    }

    boolean matches(Row row, String itsPlace) {
        String lower = words.toLowerCase(Locale.ROOT);
        return (words.isEmpty() || row.name().toLowerCase(Locale.ROOT).contains(lower) || row.username().toLowerCase(Locale.ROOT).contains(lower))
                && (place.isEmpty() || itsPlace.equalsIgnoreCase(place));
    }

    /// The same on another day.
    String on(LocalDate day) {
        return address(day, 1, hire != null);
    }

    String before() {
        return on(date.minusDays(1));
    }

    String after() {
        return on(date.plusDays(1));
    }

    boolean hasBefore() {
        return date.isAfter(today.minusDays(DAYS_BACK));
    }

    boolean hasAfter() {
        return date.isBefore(today.plusDays(DAYS_AHEAD));
    }

    String onPage(int number) {
        return address(date, number, hire != null);
    }

    String withoutHire() {
        return address(date, page, false);
    }

    private String address(LocalDate day, int number, boolean hiring) {
        List<String> parts = new ArrayList<>();
        add(parts, "date", day.equals(today) ? "" : day.toString());
        add(parts, "people", String.join(",", people));
        add(parts, "with", String.join(",", with));
        add(parts, "q", words);
        add(parts, "place", place);
        add(parts, "page", number == 1 ? "" : String.valueOf(number));
        if (hiring) {
            add(parts, "hire_zone", hireZone);
            add(parts, "hire_hours", hireHours);
        }
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + "=" + Arrays.stream(value.split(",", -1))
                    .map(one -> URLEncoder.encode(one, StandardCharsets.UTF_8)).collect(Collectors.joining(",")));
        }
    }
}
