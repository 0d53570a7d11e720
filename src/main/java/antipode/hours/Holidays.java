package antipode.hours;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The public holidays of a country, or of a region in it, as the jollyday library knows them. What the moon decides, it
/// reckons beforehand, and may be a day off.
///
/// @param code the country, or country and region: `DE`, `DE-BY`; empty for none
public record Holidays(String code) {

    public static final Holidays NONE = new Holidays("");

    /// Nobody plans further than this; a year outside has no holidays.
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;

    private static final Map<String, HolidayManager> MANAGERS = new ConcurrentHashMap<>();
    private static final Map<InYear, SortedMap<LocalDate, String>> KNOWN = new ConcurrentHashMap<>();
    private static volatile @Nullable List<Country> countries;

    private record InYear(String code, int year) {
    }

    /// A country one can choose, with its regions by name; a region's code is the whole one, `DE-BY`.
    public record Country(String code, String name, List<Region> regions) {
    }

    public record Region(String code, String name) {
    }

    /// Nothing if the library knows no such country or region.
    public static Optional<Holidays> find(String code) {
        var plain = code.strip().toUpperCase(Locale.ROOT);
        return plain.isEmpty() ? Optional.of(NONE) : name(plain).map(_ -> new Holidays(plain));
    }

    /// All that can be chosen, by name.
    public static List<Country> countries() {
        var known = countries;
        if (known == null) {
            known = HolidayManager.getSupportedCalendarCodes().stream()
                    .filter(code -> code.length() == 2)
                    .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH), regions(code)))
                    .sorted(Comparator.comparing(Country::name, String.CASE_INSENSITIVE_ORDER)).toList();
            countries = known;
        }
        return known;
    }

    /// The countries whose holidays the library doesn't know, by name: most of these are proclaimed from year to year.
    public static List<String> unknown() {
        var known = HolidayManager.getSupportedCalendarCodes();
        return Stream.of(Locale.getISOCountries())
                .filter(code -> !known.contains(code))
                .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    private static List<Region> regions(String country) {
        return manager(country).getCalendarHierarchy().getChildren().values().stream()
                .map(region -> new Region(country + "-" + region.getId().toUpperCase(Locale.ROOT), region.getDescription(Locale.ENGLISH)))
                .sorted(Comparator.comparing(Region::name)).toList();
    }

    private static Optional<String> name(String code) {
        var country = code.split("-", 2)[0];
        if (country.length() != 2 || !HolidayManager.getSupportedCalendarCodes().contains(country)) {
            return Optional.empty();
        }
        var name = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
        return code.length() == 2 ? Optional.of(name) : regions(country).stream()
                .filter(region -> region.code.equals(code)).map(region -> name + ", " + region.name).findFirst();
    }

    private static HolidayManager manager(String country) {
        return MANAGERS.computeIfAbsent(country, code -> HolidayManager.getInstance(ManagerParameters.create(code)));
    }

    public boolean isNone() {
        return code.isEmpty();
    }

    /// “Germany, Bavaria”; the code itself if the library no longer knows it.
    public String name() {
        return isNone() ? "none" : name(code).orElse(code);
    }

    /// What is celebrated on a date.
    public Optional<String> on(LocalDate date) {
        return isNone() ? Optional.empty() : Optional.ofNullable(in(date.getYear()).get(date));
    }

    /// From one date to another, both included.
    public SortedMap<LocalDate, String> between(LocalDate first, LocalDate last) {
        if (isNone() || last.isBefore(first)) {
            return Collections.emptySortedMap();
        }
        if (first.getYear() == last.getYear()) {
            return in(first.getYear()).subMap(first, last.plusDays(1));
        }
        var found = new TreeMap<LocalDate, String>();
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            found.putAll(in(year));
        }
        return found.subMap(first, last.plusDays(1));
    }

    private SortedMap<LocalDate, String> in(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Collections.emptySortedMap();
        }
        return KNOWN.computeIfAbsent(new InYear(code, year), Holidays::look);
    }

    private static SortedMap<LocalDate, String> look(InYear asked) {
        var dates = new TreeMap<LocalDate, String>();
        if (name(asked.code).isEmpty()) {
            return dates;
        }
        var parts = asked.code.split("-", 2);
        var manager = manager(parts[0]);
        synchronized (manager) {
            // A holiday that is kept on the Monday after is free on both days.
            for (int year = asked.year - 1; year <= asked.year + 1; year++) {
                var region = parts.length == 1 ? new String[0] : new String[] {parts[1].toLowerCase(Locale.ROOT)};
                for (var holiday : manager.getHolidays(Year.of(year), region)) {
                    if (holiday.getType() != HolidayType.OBSERVANCE) {
                        keep(dates, asked.year, holiday.getActualDate(), holiday);
                        holiday.getObservedDate().ifPresent(date -> keep(dates, asked.year, date, holiday));
                    }
                }
            }
        }
        return Collections.unmodifiableSortedMap(dates);
    }

    private static void keep(Map<LocalDate, String> dates, int year, LocalDate date, Holiday holiday) {
        if (date.getYear() == year) {
            dates.merge(date, holiday.getDescription(Locale.ENGLISH), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }
}
