package antipode.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes up Markdown as people write it at work: paragraphs, lists, tasks, quotations, tables, code.
final class Prose {

    /// Stands in one issue of a hundred: what is looked for when a rare word is.
    static final String RARE = "quokka";

    /// Stands in about one text of six.
    private static final String COMMON = "timetable";

    static final List<String> NOUNS = words("""
            ferry booking harbour berth tariff season timetable refund voucher passenger vehicle crossing quay gangway
            manifest customs invoice ledger receipt discount surcharge allotment cabin deck luggage queue ticket barcode
            handbook page paragraph heading glossary decision proposal review approval merge branch commit revert release
            rollback deploy pipeline build cache index replica backup restore certificate token session cookie webhook
            worker scheduler mailbox digest notification template permission guest team project label milestone roadmap
            incident outage postmortem alert metric dashboard budget estimate contract supplier customer partner operator
            interview onboarding handover holiday rota shift calendar meeting minutes agenda workshop survey feedback
            translation locale currency zone clock summer winter border island strait tide weather forecast storm wind
            laptop phone printer scanner office desk visa passport insurance pension salary expense travel hotel train""");

    static final List<String> VERBS = words("""
            write read review approve merge revert schedule document measure reduce split rename archive restore encrypt
            rotate verify publish announce discuss clarify estimate assign close reopen migrate translate print scan move
            cancel refund charge book hold release confirm reject escalate answer ask draft propose decide postpone test
            reproduce fix trace profile cache index export import summarise collect compare count order group filter""");

    static final List<String> QUALITIES = words("""
            asynchronous public internal weekly quarterly stale missing slow broken duplicate optional mandatory regional
            temporary long short unclear final early late partial empty noisy quiet cheap costly fragile stable nightly
            seasonal northern southern remote local shared private manual automatic expired pending recent ancient bright""");

    private static final List<String> PLACES = List.of(
            "Lisbon", "Tokyo", "San Francisco", "Bengaluru", "São Paulo", "Mombasa", "Lagos", "Auckland", "Reykjavík",
            "Åland", "Horta", "Nukuʻalofa", "Naxos", "Zürich", "Malmö");

    private final RandomGenerator random;

    Prose(RandomGenerator random) {
        this.random = random;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    String title() {
        var verb = any(VERBS);
        var title = capital(verb) + " the " + any(QUALITIES) + " " + any(NOUNS) + " " + any(NOUNS);
        return random.nextInt(3) == 0 ? title + " in " + any(PLACES) : title;
    }

    /// About six hundred characters.
    String text() {
        var text = new StringBuilder();
        while (text.length() < 520) {
            text.append(block()).append("\n\n");
        }
        if (random.nextInt(6) == 0) {
            text.append("It is in the ").append(COMMON).append(" as well.");
        }
        return text.toString().strip();
    }

    /// @param extra paragraphs that have to stand in it
    static String with(String text, List<String> extra) {
        return extra.isEmpty() ? text : text + "\n\n" + String.join("\n\n", extra);
    }

    private String block() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> sentence() + " " + emphasised() + " " + sentence();
            case 9, 10, 11 -> lines(2 + random.nextInt(3), "- ", () -> any(VERBS) + " the `" + any(NOUNS) + "` " + any(NOUNS));
            case 12, 13 -> lines(2 + random.nextInt(2), "- [" + (random.nextBoolean() ? "x" : " ") + "] ", this::deed);
            case 14 -> lines(3, "1. ", this::deed);
            case 15 -> "> " + sentence() + "\n\n" + sentence();
            case 16 -> "```\n" + any(NOUNS) + "." + any(VERBS) + "(" + random.nextInt(100_000) + ")\nreturn " + any(NOUNS) + "\n```";
            case 17 -> "| " + any(NOUNS) + " | " + any(NOUNS) + " |\n| --- | ---: |\n"
                    + lines(3, "| ", () -> any(QUALITIES) + " | " + random.nextInt(10_000) + " |");
            case 18 -> "See [the " + any(NOUNS) + " " + any(NOUNS) + "](https://example.org/" + any(NOUNS) + "/"
                    + random.nextInt(10_000) + ") for the *" + any(QUALITIES) + "* part. " + sentence();
            default -> "### " + capital(any(NOUNS)) + "\n\n" + sentence();
        };
    }

    String sentence() {
        return switch (random.nextInt(5)) {
            case 0 -> "We should " + deed() + " before we " + deed() + ".";
            case 1 -> "In " + any(PLACES) + " the " + any(NOUNS) + " is " + any(QUALITIES) + " since booking BK-"
                    + (10_000 + random.nextInt(90_000)) + ", so I would " + deed() + ".";
            case 2 -> "The " + any(QUALITIES) + " " + any(NOUNS) + " costs us " + (2 + random.nextInt(40))
                    + " hours a week; nobody has to " + deed() + " for it.";
            case 3 -> "I looked at the " + any(NOUNS) + " and the " + any(NOUNS) + ", and both " + any(VERBS) + " what is "
                    + any(QUALITIES) + ".";
            default -> capital(any(QUALITIES)) + " " + any(NOUNS) + " and " + any(NOUNS) + " stay as they are until we "
                    + deed() + ".";
        };
    }

    private String emphasised() {
        return "**" + capital(any(NOUNS)) + " " + any(NOUNS) + "** is what we " + any(VERBS) + " first.";
    }

    private String deed() {
        return any(VERBS) + " the " + any(QUALITIES) + " " + any(NOUNS);
    }

    private static String lines(int count, String prefix, java.util.function.Supplier<String> line) {
        return IntStream.range(0, count).mapToObj(_ -> prefix + line.get()).collect(Collectors.joining("\n"));
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
