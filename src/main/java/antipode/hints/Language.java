package antipode.hints;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The words of one language by which the rules find what they look for, as `hints/en.yaml` has them.
record Language(
        Set<String> common,
        Map<String, Integer> days,
        @JsonProperty("in passing") Set<String> inPassing,
        Map<String, Integer> weekdays,
        Set<String> limits,
        List<String> openings,
        @JsonProperty("this") List<String> thisOne,
        List<String> next,
        List<String> last,
        Set<String> rhythms,
        List<String> habits,
        List<String> parts,
        Set<String> past,
        List<String> between,
        List<String> months,
        @JsonProperty("clock words") Map<String, String> clockWords,
        @JsonProperty("before noon") List<String> beforeNoon,
        @JsonProperty("after noon") List<String> afterNoon,
        Map<String, String> zones,
        @JsonProperty("clock of") String clockOf,
        @JsonProperty("my clock") Set<String> myClock,
        Phrases phrases,
        @JsonProperty("not times") List<String> notTimes,
        Map<String, String> say,
        List<String> unlinked,
        @JsonProperty("unlinked in comments") List<String> unlinkedInComments,
        @JsonProperty("link here") String linkHere,
        List<String> proposes,
        List<String> asks,
        List<String> consents,
        List<String> dues,
        List<String> defaults,
        List<String> nobody,
        List<String> owners,
        Map<String, String> write,
        Set<String> known,
        Set<String> loud) {

    /// Other names of times.
    record Phrases(
            @JsonProperty("end-of-day") List<String> endOfDay,
            @JsonProperty("end-of-week") List<String> endOfWeek,
            @JsonProperty("end-of-month") List<String> endOfMonth,
            List<String> soon,
            @JsonProperty("later-today") List<String> laterToday,
            Map<String, Integer> week,
            Map<String, Integer> month) {}

    private static final List<Language> ALL = List.of(read("en"));

    /// Two of its commonest words, and one in twelve: less is no text of that language.
    private static final int LEAST = 2;
    private static final int ONE_IN = 12;

    private static final Pattern WORD = Pattern.compile("[\\p{L}’']{1,40}");

    /// The language a text is written in, if its words are known here.
    static Optional<Language> of(String prose) {
        List<String> words = WORD.matcher(prose.toLowerCase(Locale.ROOT)).results().map(match -> match.group()).toList();
        return ALL.stream()
                .filter(language -> language.share(words) >= Math.max(Math.min(LEAST, Math.ceilDiv(words.size(), 3)), words.size() / ONE_IN))
                .filter(_ -> !words.isEmpty())
                .max(Comparator.comparingLong(language -> language.share(words)));
    }

    private long share(List<String> words) {
        return words.stream().filter(common::contains).count();
    }

    /// Any of these as whole words, the longest first, a space standing for any white space.
    static String anyOf(Collection<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> Pattern.quote(word).replace(" ", "\\E\\s{1,3}\\Q"))
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])"));
    }

    static Pattern pattern(Collection<String> words) {
        return Pattern.compile(anyOf(words), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// "November"
    String monthName(int month) {
        String name = months.get(month - 1);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// What a fix says.
    String say(String key, Map<String, String> places) {
        return filled(say.get(key), places);
    }

    String write(String key, Map<String, String> places) {
        return filled(write.get(key), places);
    }

    private static String filled(@Nullable String form, Map<String, String> places) {
        String filled = form == null ? "" : form;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private static Language read(String name) {
        try (var file = Language.class.getResourceAsStream("/hints/" + name + ".yaml")) {
            return YAMLMapper.builder().build().readValue(file, Language.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
