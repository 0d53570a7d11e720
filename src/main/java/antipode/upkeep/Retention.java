package antipode.upkeep;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which backups stay: the newest of each of so many days, weeks and months that have one. The newest of all always stays.
record Retention(int days, int weeks, int months) {

    private static final Pattern FORM = Pattern.compile("(?=\\S)(?:(\\d{1,4})d)? ?(?:(\\d{1,4})w)? ?(?:(\\d{1,4})m)?");

    /// As it is written in the configuration, "7d 4w 6m".
    static Optional<Retention> read(String text) {
        var parts = FORM.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new Retention(number(parts.group(1)), number(parts.group(2)), number(parts.group(3))))
                : Optional.empty();
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /// @param zone where its days begin
    Set<Instant> keeps(Collection<Instant> made, ZoneId zone) {
        var kept = new HashSet<Instant>();
        made.stream().max(Comparator.naturalOrder()).ifPresent(kept::add);
        keep(kept, made, days, moment -> LocalDate.ofInstant(moment, zone));
        keep(kept, made, weeks, moment -> {
            var date = LocalDate.ofInstant(moment, zone);
            return date.get(IsoFields.WEEK_BASED_YEAR) * 100 + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        });
        keep(kept, made, months, moment -> YearMonth.from(moment.atZone(zone)));
        return kept;
    }

    private static void keep(Set<Instant> kept, Collection<Instant> made, int count, Function<Instant, Object> period) {
        var periods = new HashSet<>();
        made.stream()
                .sorted(Comparator.reverseOrder())
                .filter(moment -> periods.add(period.apply(moment)))
                .limit(count)
                .forEach(kept::add);
    }
}
