package antipode.imports;

import antipode.threads.Words;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A thing as the archive tells of it. Whatever is missing or of another kind than it should be is as if it weren't said.
record Told(JsonNode json) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Told of(String text) {
        try {
            var json = MAPPER.readTree(text);
            if (!json.isObject()) {
                throw Archive.refused("A thing in it is no object of JSON.");
            }
            return new Told(json);
        } catch (JacksonException broken) {
            throw Archive.refused("A thing in it is no JSON.");
        }
    }

    /// Reads a list of them one by one.
    static JsonParser parser(InputStream bytes) {
        return MAPPER.createParser(bytes);
    }

    /// As it can be kept; empty if nothing is said.
    String text(String key) {
        var value = json.path(key);
        return value.isString() ? Words.of(value.stringValue()) : value.isNumber() ? value.numberValue().toString() : "";
    }

    /// A single line of at most so many characters.
    String line(String key, int longest) {
        var line = Words.line(text(key));
        return line.length() > longest ? line.substring(0, line.offsetByCodePoints(0, longest / 2)) + "…" : line;
    }

    /// 0 if none is said.
    long number(String key) {
        var value = json.path(key);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : 0;
    }

    @Nullable Integer integer(String key) {
        var value = json.path(key);
        return value.isIntegralNumber() && value.canConvertToInt() ? Integer.valueOf(value.intValue()) : null;
    }

    boolean yes(String key) {
        var value = json.path(key);
        return value.isBoolean() && value.booleanValue();
    }

    boolean has(String key) {
        var value = json.path(key);
        return !value.isMissingNode() && !value.isNull();
    }

    /// Between 1970 and 9999.
    @Nullable Instant at(String key) {
        try {
            var text = text(key).replaceFirst("^(\\S+) (\\S+) UTC$", "$1T$2Z");
            var at = text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
            return at == null || at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z")) ? null : at;
        } catch (DateTimeException otherwise) {
            return null;
        }
    }

    @Nullable LocalDate day(String key) {
        try {
            var text = text(key);
            var day = text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
            return day == null || day.getYear() < 1970 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException otherwise) {
            return null;
        }
    }

    /// A thing within it; an empty one if there is none. Positions are written as text of JSON by some versions.
    Told one(String key) {
        var value = json.path(key);
        if (value.isString() && value.stringValue().startsWith("{")) {
            try {
                return new Told(MAPPER.readTree(value.stringValue()));
            } catch (JacksonException broken) {
                return new Told(MAPPER.createObjectNode());
            }
        }
        return new Told(value.isObject() ? value : MAPPER.createObjectNode());
    }

    List<Told> all(String key) {
        var all = new ArrayList<Told>();
        json.path(key).forEach(value -> {
            if (value.isObject()) {
                all.add(new Told(value));
            }
        });
        return all;
    }
}
