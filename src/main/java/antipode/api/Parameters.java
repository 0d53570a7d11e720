package antipode.api;

import jakarta.servlet.http.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client sent, wherever it put it: query, form, multipart or JSON body, and the path; read with GitLab's
/// coercions and refused in GitLab's words. An empty string is null; an absent parameter is null too, and
/// [#has] tells them apart.
public final class Parameters {

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?) ?(?:([Zz]|UTC|GMT)|([+\\- ]?)(\\d\\d):?(\\d\\d))?)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");

    private final Map<String, ?> values;
    private final String within;
    private final @Nullable List<String> wrong;

    Parameters(Map<String, ?> values) {
        this(values, "", null);
    }

    private Parameters(Map<String, ?> values, String within, @Nullable List<String> wrong) {
        this.values = values;
        this.within = within;
        this.wrong = wrong;
    }

    /// Reads several parameters at once and refuses with everything that is wrong with them,
    /// not just with the first: `title is missing, due_date is invalid`.
    public <T> T together(Function<Parameters, T> reading) {
        var all = new ArrayList<String>();
        var collecting = new Parameters(values, within, all);
        @Nullable T read = null;
        try {
            read = reading.apply(collecting);
        } catch (RuntimeException consequence) {
            // Built from what stood in for a missing value; what was missing says more.
            if (all.isEmpty()) {
                throw consequence;
            }
        }
        if (!all.isEmpty() || read == null) {
            throw Refusal.parameters(String.join(", ", all));
        }
        return read;
    }

    /// Refuses unless all of these are there, naming every one that isn't.
    public void require(String... names) {
        var missing = Arrays.stream(names).filter(name -> find(name) == null).toList();
        missing.forEach(name -> {
            if (wrong != null) {
                wrong("is missing", name);
            }
        });
        if (wrong == null && !missing.isEmpty()) {
            throw Refusal.parameters(
                    missing.stream().map(name -> named(name) + " is missing").collect(Collectors.joining(", ")));
        }
    }

    /// Refuses an update that would change nothing.
    public void atLeastOneOf(String... names) {
        if (Arrays.stream(names).noneMatch(this::has)) {
            throw Refusal.parameters(
                    String.join(", ", names) + " are missing, at least one parameter must be provided");
        }
    }

    /// Refuses if more than one of these is there.
    public void atMostOneOf(String... names) {
        if (Arrays.stream(names).filter(this::has).count() > 1) {
            throw Refusal.parameters(String.join(", ", names) + " are mutually exclusive");
        }
    }

    /// Whether it was sent at all, be it empty.
    public boolean has(String name) {
        var path = path(name);
        Map<?, ?> at = values;
        for (var i = 0; i < path.size() - 1; i++) {
            if (!(at.get(path.get(i)) instanceof Map<?, ?> inner)) {
                return false;
            }
            at = inner;
        }
        return at.containsKey(path.getLast());
    }

    /// The text; an empty one is the caller's to judge ("can't be blank").
    public String required(String name) {
        var value = find(name);
        if (value == null) {
            wrong("is missing", name);
            return "";
        }
        return value.equals("") ? "" : orElse(text(name), "");
    }

    public long requiredInteger(String name) {
        if (!present(name)) {
            wrong("is missing", name);
            return 0;
        }
        return orElse(integer(name), 0L);
    }

    public @Nullable String text(String name) {
        return switch (find(name)) {
            case String text -> text.isEmpty() ? null : text;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            case null -> null;
            default -> wrong("is invalid", name);
        };
    }

    public String text(String name, String otherwise) {
        return orElse(text(name), otherwise);
    }

    public @Nullable Long integer(String name) {
        var value = find(name);
        return value == null || value.equals("") ? null : integer(name, value);
    }

    public long integer(String name, long otherwise) {
        return orElse(integer(name), otherwise);
    }

    private @Nullable Long integer(String name, Object value) {
        try {
            switch (value) {
                case BigInteger number -> {
                    return number.longValueExact();
                }
                case BigDecimal number when Math.abs((long) number.scale()) < 400 -> {
                    return number.longValueExact();
                }
                case String text when INTEGER.matcher(text.strip()).matches() -> {
                    return Long.valueOf(text.strip());
                }
                default -> {}
            }
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            // falls through: no id, count or page is that large
        }
        return wrong("is invalid", name);
    }

    public @Nullable Boolean bool(String name) {
        var value = find(name);
        if (value == null || value.equals("")) {
            return null;
        }
        if (value instanceof Map || value instanceof List || value instanceof Part) {
            return wrong("is invalid", name);
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default -> wrong("is invalid", name);
        };
    }

    public boolean bool(String name, boolean otherwise) {
        return orElse(bool(name), otherwise);
    }

    /// A time with its offset (UTC if it has none); a bare date is its first moment in UTC.
    public @Nullable Instant instant(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var parts = TIME.matcher(text.strip());
        if (!parts.matches()) {
            return wrong("is invalid", name);
        }
        try {
            var date = LocalDate.parse(parts.group(1));
            var time = parts.group(2);
            if (time == null) {
                return date.atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            // The plus of an offset arrives as a space when a client doesn't encode it.
            var sign = "-".equals(parts.group(4)) ? "-" : "+";
            var offset = parts.group(5) == null ? "Z" : sign + parts.group(5) + ":" + parts.group(6);
            return OffsetDateTime.of(date, LocalTime.parse(time.replace(',', '.')), ZoneOffset.of(offset))
                    .toInstant();
        } catch (DateTimeException noSuchTime) {
            return wrong("is invalid", name);
        }
    }

    public @Nullable LocalDate date(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var parts = TIME.matcher(text.strip());
        try {
            if (parts.matches()) {
                return LocalDate.parse(parts.group(1));
            }
        } catch (DateTimeException noSuchDay) {
            // falls through
        }
        return wrong("is invalid", name);
    }

    /// One of the values, or null if it wasn't sent.
    public @Nullable String oneOf(String name, String... values) {
        return oneOf(name, List.of(values));
    }

    public @Nullable String oneOf(String name, List<String> values) {
        var value = find(name);
        if (value == null || value.equals("")) {
            return null;
        }
        return value instanceof String text && values.contains(text) ? text : wrong("does not have a valid value", name);
    }

    /// A list sent as `a,b`, as `name[]=a&name[]=b` or as a JSON array; null only if it wasn't sent.
    public @Nullable List<String> list(String name) {
        var value = find(name);
        if (value == null) {
            return null;
        }
        var elements = value instanceof List<?> list ? list : value instanceof Map ? numbered(value) : List.of(value);
        var texts = new ArrayList<String>();
        for (var element : elements) {
            switch (element) {
                case String text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(piece -> !piece.isEmpty())
                        .forEach(texts::add);
                case Number number -> texts.add(number.toString());
                case Boolean bool -> texts.add(bool.toString());
                case null -> {}
                default -> {
                    return wrong("is invalid", name);
                }
            }
        }
        return List.copyOf(texts);
    }

    /// A list of ids.
    public @Nullable List<Long> integers(String name) {
        var texts = list(name);
        if (texts == null) {
            return null;
        }
        var numbers = new ArrayList<Long>();
        for (var text : texts) {
            var number = integer(name, text);
            if (number == null) {
                return null;
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    /// What was sent as `name[…]`, or as a JSON object.
    public @Nullable Parameters hash(String name) {
        return switch (find(name)) {
            case null -> null;
            case Map<?, ?> map -> inner(map, named(name));
            case String text when text.isEmpty() -> null;
            default -> wrong("is invalid", name);
        };
    }

    /// What was sent as `name[][…]`, or as a JSON array of objects; empty if it wasn't sent.
    public List<Parameters> hashes(String name) {
        var value = find(name);
        if (value == null || value.equals("")) {
            return List.of();
        }
        var elements = value instanceof List<?> list ? list : value instanceof Map ? numbered(value) : List.of(value);
        var hashes = new ArrayList<Parameters>();
        for (var element : elements) {
            if (!(element instanceof Map<?, ?> map)) {
                wrong("is invalid", name);
                return List.of();
            }
            hashes.add(inner(map, named(name) + "[" + hashes.size() + "]"));
        }
        return hashes;
    }

    /// An uploaded file.
    public @Nullable Part file(String name) {
        return switch (find(name)) {
            case null -> null;
            case Part part -> part;
            case String none when none.isEmpty() -> null;
            default -> wrong("is invalid", name);
        };
    }

    /// The names sent, at the top.
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    private boolean present(String name) {
        var value = find(name);
        return value != null && !value.equals("");
    }

    private @Nullable Object find(String name) {
        if (values.get(name) instanceof Object direct) {
            return direct;
        }
        @Nullable Object at = values;
        for (var key : path(name)) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(key);
        }
        return at;
    }

    private static List<String> path(String name) {
        return name.indexOf('[') < 0 ? List.of(name) : List.of(name.replace("]", "").split("\\["));
    }

    /// `actions[0][…]` arrives as a hash with the keys 0, 1, …
    private static List<?> numbered(Object value) {
        return value instanceof Map<?, ?> map
                        && map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,6}"))
                ? new ArrayList<>(map.values())
                : List.of(value);
    }

    private Parameters inner(Map<?, ?> map, String name) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(key.toString(), value));
        return new Parameters(copy, name, wrong);
    }

    private String named(String name) {
        if (within.isEmpty()) {
            return name;
        }
        var bracket = name.indexOf('[');
        return bracket < 0
                ? within + "[" + name + "]"
                : within + "[" + name.substring(0, bracket) + "]" + name.substring(bracket);
    }

    private <T> @Nullable T wrong(String how, String name) {
        var sentence = named(name) + " " + how;
        if (wrong == null) {
            throw Refusal.parameters(sentence);
        }
        wrong.add(sentence);
        return null;
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
