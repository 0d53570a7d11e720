package antipode.hints;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds abbreviations that neither the text nor the glossary explains, each once, at its first place.
final class Abbreviations {

    private static final Pattern TOKEN = Pattern.compile("(?<![\\p{L}\\p{N}_@#/.&${\\\\-])(\\p{Lu}(?:[\\p{Lu}\\p{N}&]){1,5})(s?)(?![\\p{L}\\p{N}_@/}-]|\\.\\p{L})");
    private static final Pattern ROMAN = Pattern.compile("[IVXLCDM]+");

    /// With so many loud words in a row somebody shouts, and abbreviates nothing.
    private static final Pattern SHOUTED = Pattern.compile("(?:\\p{Lu}[\\p{Lu}’']+[\\s,!.:;-]{1,3}){2,}\\p{Lu}[\\p{Lu}’']+");

    record Found(int start, int end, String word) {}

    private Abbreviations() {}

    static List<Found> in(String prose, String text, Language language, Set<String> explained) {
        List<Found> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<int[]> shouted = SHOUTED.matcher(prose).results().map(match -> new int[] {match.start(), match.end()}).toList();
        for (Matcher token = TOKEN.matcher(prose); token.find(); ) {
            String word = token.group(1);
            int at = token.start();
            if (known(word, language, explained) || !seen.add(word) || defined(text, word)
                    || shouted.stream().anyMatch(place -> place[0] <= at && at < place[1])) {
                continue;
            }
            found.add(new Found(at, token.end(), token.group()));
        }
        return found;
    }

    private static boolean known(String word, Language language, Set<String> explained) {
        return language.known().contains(word) || language.loud().contains(word) || explained.contains(word)
                || ROMAN.matcher(word).matches() || word.chars().filter(Character::isLetter).count() < 2
                || word.matches("\\p{Lu}\\d+") || language.zones().containsKey(word)
                || language.months().contains(word.toLowerCase(Locale.ROOT));
    }

    /// Whether the text says itself what it stands for: "Net promoter score (NPS)", "NPS (net promoter score)", "NPS: …",
    /// "NPS stands for …", "NPS means …", "NPS = …", "NPS, or …".
    private static boolean defined(String text, String word) {
        String quoted = Pattern.quote(word);
        return Pattern.compile("[(\"“‘]\\s?" + quoted + "s?\\s?[)\"”’]|(?<![\\p{L}\\p{N}])" + quoted
                        + "s?(?:\\s?[(:=–—]|\\s-\\s|\\s(?:stands|means|is short)\\s|,\\s(?:or|that is|i\\.e\\.|short for)\\s)")
                .matcher(text)
                .find();
    }
}
