package antipode.hints;

import antipode.markdown.Moment;
import antipode.markdown.Prose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks through a text with all rules: a pure function of the text, the writer's clock, and what the glossary explains.
///
/// @param me the writer's username; empty where nobody in particular writes
record Lookout(WritersDay writer, Elsewhere elsewhere, Set<String> explained, String me) {

    /// More than a few at a time is a red pen.
    static final int MOST = 3;

    /// Of one kind, so that three times of day don't hide that nothing is asked.
    private static final int MOST_OF_ONE = 2;

    /// Texts shorter than this are a line in passing.
    private static final int SHORT = 12;

    private static final int ANSWER_DAYS = 2;

    private static final Map<Language, Words> WORDS = new ConcurrentHashMap<>();

    /// A language's words made ready.
    private record Words(
            VagueTimes times, Pattern unlinked, Pattern unlinkedInComments, Pattern asks, Pattern consents, Pattern dues,
            Pattern defaults, Pattern nobody, Pattern owners, Pattern dates) {

        static Words of(Language language) {
            return new Words(
                    new VagueTimes(language), Language.pattern(language.unlinked()), Language.pattern(language.unlinkedInComments()),
                    Language.pattern(language.asks()), Language.pattern(language.consents()), Language.pattern(language.dues()),
                    Language.pattern(language.defaults()), Language.pattern(language.nobody()), Language.pattern(language.owners()),
                    Pattern.compile(Prose.TIME + "|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s" + Language.anyOf(language.months())
                            + "|" + Language.anyOf(language.months()) + "\\s\\d{1,2}", Pattern.CASE_INSENSITIVE));
        }
    }

    /// Whether a text that may be anything proposes something.
    static boolean proposes(String title, String text) {
        String prose = title + "\n" + Prose.of(text).words();
        return Language.of(prose).map(language -> Language.pattern(language.proposes()).matcher(prose).find()).orElse(false);
    }

    /// Whether a comment asks somebody for an answer.
    static boolean asks(String text) {
        String prose = Prose.of(text).words();
        return Language.of(prose).map(language -> prose.contains("?") || Words.of(language).asks().matcher(prose).find()).orElse(false);
    }

    /// The most that are worth saying at once; `silenced` are passed over.
    List<Hint> hints(Draft draft, Set<Rule> silenced) {
        Map<Rule, Integer> given = new HashMap<>();
        return all(draft).stream()
                .filter(hint -> !silenced.contains(hint.rule()))
                .filter(hint -> given.merge(hint.rule(), 1, Integer::sum) <= MOST_OF_ONE)
                .limit(MOST)
                .toList();
    }

    /// Everything there is to say.
    List<Hint> all(Draft draft) {
        if (draft.text().strip().length() < SHORT) {
            return List.of();
        }
        String prose = Prose.of(draft.text()).words();
        Optional<Language> spoken = Language.of(prose);
        if (spoken.isEmpty()) {
            return List.of();
        }
        Language language = spoken.get();
        Words words = WORDS.computeIfAbsent(language, Words::of);
        List<Hint> hints = new ArrayList<>();
        times(draft, prose, words, hints);
        unlinked(draft, prose, words, language, hints);
        abbreviations(draft, prose, language, hints);
        owed(draft, prose, words, language, hints);
        hints.sort(Comparator.comparing(Hint::rule).thenComparing(Hint::start));
        return hints;
    }

    private void times(Draft draft, String prose, Words words, List<Hint> hints) {
        for (Vague vague : words.times().in(prose, writer, elsewhere)) {
            String said = draft.text().substring(vague.start(), vague.end());
            hints.add(new Hint(Rule.VAGUE_TIME, vague.start(), vague.end(), said, vague.explanation(),
                    new Fix(vague.start(), vague.end(), said, vague.text(), "Write " + vague.shown())));
        }
    }

    private void unlinked(Draft draft, String prose, Words words, Language language, List<Hint> hints) {
        List<Pattern> patterns = draft.kind() == Kind.ASK ? List.of(words.unlinked(), words.unlinkedInComments()) : List.of(words.unlinked());
        for (Pattern pattern : patterns) {
            for (Matcher match = pattern.matcher(prose); match.find(); ) {
                if (sentence(prose, match.start()).indexOf(Prose.LINK) < 0 && !VagueTimes.quoted(prose, match.start(), match.end())) {
                    String said = draft.text().substring(match.start(), match.end());
                    hints.add(new Hint(Rule.UNLINKED, match.start(), match.end(), said,
                            "Whoever was not there can’t look it up. Say where it was said, with a link.",
                            new Fix(match.start(), match.end(), said, said + language.linkHere(), "Link it here")));
                }
            }
        }
    }

    private void abbreviations(Draft draft, String prose, Language language, List<Hint> hints) {
        for (Abbreviations.Found found : Abbreviations.in(prose, draft.text(), language, explained)) {
            hints.add(new Hint(Rule.ABBREVIATION, found.start(), found.end(), found.word(),
                    "It isn’t in the glossary, and not everyone who reads this knows it.",
                    new Fix(found.start(), found.end(), found.word(), found.word() + language.write("explain", Map.of()), "Say what it stands for")));
        }
    }

    /// What a proposal, a decision or a question lacks: at most the first of asking, a time and a default, since each needs
    /// the one before; and an owner.
    private void owed(Draft draft, String prose, Words words, Language language, List<Hint> hints) {
        boolean asks = draft.asks() || prose.contains("?") || words.asks().matcher(prose).find();
        boolean due = draft.due() || words.dates().matcher(prose).find() || words.dues().matcher(prose).find()
                || !words.times().in(prose, writer, elsewhere).isEmpty();
        boolean settled = draft.settled() || words.defaults().matcher(prose).find();
        boolean consents = words.consents().matcher(prose).find();
        Moment by = writer.endInWorkingDays(ANSWER_DAYS);
        Map<String, String> time = Map.of("time", by.written());
        String shown = VagueTimes.shown(by);
        if (draft.kind() != Kind.ASK && !asks) {
            missing(draft, hints, Rule.NO_ASK, "It says what is, and asks for nothing: who agrees is silent, and who doesn’t, too.",
                    language.write("ask", time), "Ask for objections by " + shown);
        } else if (!due && (draft.kind() != Kind.ASK || consents)) {
            missing(draft, hints, Rule.NO_DUE, "It doesn’t say by when. Two working days let everyone answer in their own hours.",
                    language.write("due", time), "Ask for answers by " + shown);
        } else if (due && consents && !settled) {
            missing(draft, hints, Rule.NO_DEFAULT, "It says by when, but not what happens if nobody answers.",
                    language.write("default", Map.of()), "Say that you go ahead");
        }
        Matcher nobody = words.nobody().matcher(prose);
        if (!draft.owned() && draft.kind() != Kind.ASK && !me.isEmpty() && nobody.find() && !VagueTimes.quoted(prose, nobody.start(), nobody.end()) && !words.owners().matcher(prose).find()
                && !sentence(prose, nobody.start()).contains("@")) {
            String said = draft.text().substring(nobody.start(), nobody.end());
            hints.add(new Hint(Rule.NO_OWNER, nobody.start(), nobody.end(), said, "Nobody in particular is asked to, so nobody will.",
                    appended(draft, language.write("owner", Map.of("me", me)), "Write that it’s yours")));
        }
    }

    private static void missing(Draft draft, List<Hint> hints, Rule rule, String explanation, String text, String deed) {
        int end = draft.text().length();
        hints.add(new Hint(rule, end, end, "", explanation, appended(draft, text, deed)));
    }

    private static Fix appended(Draft draft, String text, String deed) {
        int end = draft.text().stripTrailing().length();
        return new Fix(end, draft.text().length(), draft.text().substring(end), "\n\n" + text, deed);
    }

    private static String sentence(String prose, int at) {
        int from = at;
        while (from > 0 && !ends(prose, from - 1)) from--;
        int to = at;
        while (to < prose.length() && !ends(prose, to)) to++;
        return prose.substring(from, to);
    }

    private static boolean ends(String prose, int at) {
        char c = prose.charAt(at);
        boolean last = at + 1 == prose.length() || Character.isWhitespace(prose.charAt(at + 1));
        return (c == '.' || c == '!' || c == '?') && last || c == '\n' && at + 1 < prose.length() && prose.charAt(at + 1) == '\n';
    }
}
