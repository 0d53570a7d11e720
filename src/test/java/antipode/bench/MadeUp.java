package antipode.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A company of a chosen size, the same at every run: people in 65 zones, and years of issues. A large project, twenty
/// that share the rest, and one small old one which a guest may read.
final class MadeUp implements Corpus {

    static final int LARGE = 0;
    static final int OLD = 1;
    private static final int PROJECTS = 52;
    private static final int IN_OLD = 40;
    private static final int OF_OLD = 6;

    /// Who measures, as anybody of the company.
    static final int MEMBER = 9;

    /// Asked and named in many threads, and never clears the news.
    static final int BUSY = 20;

    /// Belongs to all fifty projects, with open work in each.
    static final int WIDE = 30;
    private static final int PEOPLE = 40;

    /// Of so many, the newest, most are open; of what is older, few.
    private static final int CURRENT = 20_000;

    private static final Duration SPAN = Duration.ofDays(3 * 365);
    private static final int COMMENTS = 5;

    /// One issue has so many comments.
    static final int LONG = 1_000;

    /// There are so many texts; those of more than 20,000 issues repeat, apart from what is appended to them.
    private static final int TEXTS = CURRENT * (COMMENTS + 1);

    private static final List<String> ZONES = List.of(
            "Europe/Lisbon", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Nairobi",
            "Africa/Lagos", "Pacific/Auckland", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid",
            "Europe/Rome", "Europe/Warsaw", "Europe/Athens", "Europe/Helsinki", "Europe/Istanbul", "Europe/Kyiv",
            "Europe/Bucharest", "Europe/Stockholm", "Europe/Oslo", "Europe/Zurich", "Europe/Vienna", "Europe/Prague",
            "Europe/Budapest", "Europe/Dublin", "Atlantic/Reykjavik", "America/New_York", "America/Toronto",
            "America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago", "America/Argentina/Buenos_Aires",
            "America/Caracas", "America/Montevideo", "America/Guatemala", "America/Jamaica", "America/St_Johns",
            "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Accra", "Africa/Tunis", "Africa/Addis_Ababa",
            "Asia/Dubai", "Asia/Riyadh", "Asia/Tehran", "Asia/Karachi", "Asia/Dhaka", "Asia/Kathmandu", "Asia/Colombo",
            "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Manila", "Asia/Singapore", "Asia/Seoul",
            "Asia/Taipei", "Asia/Shanghai", "Asia/Jerusalem", "Asia/Tashkent", "Australia/Adelaide", "Pacific/Chatham",
            "Pacific/Tongatapu");

    private static final List<String> HOURS = List.of(
            "Mon-Fri 09:00-17:00", "Mon-Fri 08:30-12:00 13:00-18:00", "Mon-Fri 09:00-13:00 16:00-20:00",
            "Mon-Thu 08:00-18:00", "Mon-Fri 10:00-14:00 15:00-18:00", "Sun-Thu 09:00-17:00", "Mon-Wed 09:00-17:00", "");

    private static final List<String> FIRST = List.of(
            "ana", "kei", "mia", "ravi", "ines", "sol", "amina", "jonas", "linh", "aroha", "tom", "fatou", "noor", "lena",
            "pablo", "yuki", "omar", "sara", "ivan", "zoe", "tane", "maya", "luis", "nils", "ada", "chen", "eva", "hugo",
            "ida", "juan", "kofi", "lily", "max", "nia", "otto", "petra", "rosa", "sven", "tara", "vera");

    private static final List<String> LAST = List.of(
            "ferreira", "nakamura", "chen", "krishnan", "ribeiro", "otieno", "bello", "weber", "nguyen", "whaanga", "novak",
            "diallo", "haddad", "lindberg", "garcia", "sato", "hassan", "rossi", "petrov", "dubois", "parata", "sharma",
            "torres", "holm", "adler", "wang", "horvat", "moreau", "larsen", "lopez", "mensah", "brown", "keller", "okafor",
            "huber", "kral", "silva", "berg", "joshi", "costa");

    private final int issues;
    private final List<Person> people;
    private final Instant end;
    private final List<String> texts;

    /// @param people members; one guest comes on top
    MadeUp(int issues, int people, Instant now) {
        this.issues = issues;
        this.people = people(Math.max(people, PEOPLE));
        this.end = now.truncatedTo(ChronoUnit.SECONDS);
        this.texts = IntStream.range(0, Math.min(issues * (COMMENTS + 1), TEXTS)).parallel()
                .mapToObj(i -> new Prose(new SplittableRandom(7_000_000_007L * i)).text()).toList();
    }

    /// Each stands once before any stands again.
    private String text(SplittableRandom random, int number, int turn, List<String> extra) {
        int next = number * (COMMENTS + 1) + turn;
        return Prose.with(texts.get(turn <= COMMENTS && next < texts.size() ? next : random.nextInt(texts.size())), extra);
    }

    private static List<Person> people(int count) {
        var people = new ArrayList<Person>();
        for (int i = 0; i < count; i++) {
            var first = FIRST.get(i % FIRST.size());
            var last = LAST.get((i / FIRST.size() + i) % LAST.size());
            int round = i / (FIRST.size() * LAST.size());
            var username = first + "." + last + (round == 0 ? "" : String.valueOf(round + 1));
            people.add(new Person(
                    username, Prose.capital(first) + " " + Prose.capital(last), username + "@example.org",
                    ZONES.get(i % ZONES.size()), HOURS.get(i / ZONES.size() % HOURS.size()), false));
        }
        people.add(new Person("gwen.pryce", "Gwen Pryce", "gwen.pryce@example.com", "Europe/London", "Mon-Fri 09:00-17:00", true));
        return people;
    }

    @Override
    public List<Person> people() {
        return people;
    }

    @Override
    public List<String> labels() {
        return List.of(
                "bug", "feature", "onboarding", "security", "performance", "docs", "infrastructure", "design", "people",
                "finance", "support", "release");
    }

    @Override
    public int projects() {
        return PROJECTS;
    }

    @Override
    public @Nullable Path handbook() {
        return null;
    }

    @Override
    public Stream<Issue> issues() {
        var written = new int[PROJECTS];
        var start = end.minus(SPAN);
        var step = SPAN.dividedBy(issues + 1L);
        return IntStream.range(0, issues).mapToObj(i -> issue(i, written, start.plus(step.multipliedBy(i)).truncatedTo(ChronoUnit.SECONDS)));
    }

    private Issue issue(int number, int[] written, Instant opened) {
        var random = new SplittableRandom(20_261_104L + number);
        var prose = new Prose(random);
        boolean current = number >= issues - CURRENT;
        boolean endless = number == issues - 1 - issues / 150;
        int project = number < IN_OLD ? OLD : endless || random.nextInt(10) < 6 ? LARGE : 2 + random.nextInt(PROJECTS - 2);
        boolean old = project == OLD;
        // The guest takes part where they may.
        int author = old ? random.nextInt(OF_OLD) : random.nextInt(people.size() - 1);
        int assignee = old && number % 5 == 0 ? people.size() - 1 : old ? random.nextInt(OF_OLD) : random.nextInt(people.size() - 1);
        if (current && project > OLD && random.nextInt(20) == 0) {
            assignee = WIDE;
        }
        boolean confidential = !old && !endless && random.nextInt(100) == 0;
        boolean rare = random.nextInt(100) == 0;
        int many = endless ? LONG : COMMENTS;
        int where = random.nextInt(COMMENTS + 1);
        var description = text(random, number, 0, extra(random, prose, confidential || old, written[project], rare && where == COMMENTS));
        var comments = new ArrayList<Said>();
        var at = opened;
        for (int k = 0; k < many; k++) {
            at = earlier(at.plusSeconds(endless ? 300 + random.nextInt(600) : 600 + random.nextInt(100_000)), end.minusSeconds(many + 60 - k));
            int who = switch (random.nextInt(4)) {
                case 0 -> author;
                case 1 -> assignee;
                default -> confidential ? author : old ? random.nextInt(OF_OLD) : random.nextInt(people.size() - 1);
            };
            var extra = extra(random, prose, confidential || old, written[project], rare && where == k);
            if (current && k == COMMENTS - 1 && !confidential && !old) {
                extra.addAll(toBusy(random, prose));
            }
            comments.add(new Said(who, at, text(random, number, k + 1, extra)));
        }
        written[project]++;
        boolean open = random.nextInt(100) < (current ? 70 : 5) || endless;
        var labels = random.ints(0, labels().size()).distinct().limit(1 + random.nextInt(3) / 2).sorted().boxed().toList();
        return new Issue(
                project, prose.title(), description, author, List.of(assignee), labels, confidential, opened, comments,
                open ? null : earlier(at.plusSeconds(random.nextInt(200_000)), end.minusSeconds(10)), assignee);
    }

    /// One of ten threads asks the busy one, and nearly as many name them.
    private List<String> toBusy(SplittableRandom random, Prose prose) {
        int which = random.nextInt(100);
        var busy = people.get(BUSY).username();
        return which < 10
                ? List.of("What do you think of the " + prose.any(Prose.NOUNS) + ", @" + busy + "?")
                : which < 19 ? List.of("@" + busy + " knows about the " + prose.any(Prose.NOUNS) + ".") : List.of();
    }

    /// What a text may hold besides: the rare word, a reference, somebody's name, with a question or without.
    private List<String> extra(SplittableRandom random, Prose prose, boolean quiet, int earlier, boolean rare) {
        var extra = new ArrayList<String>();
        if (rare) {
            extra.add("The " + Prose.RARE + " was seen again: " + prose.sentence());
        }
        if (quiet) {
            return extra;
        }
        if (earlier > 0 && random.nextInt(10) == 0) {
            extra.add("This came up in #" + (1 + random.nextInt(earlier)) + " before.");
        }
        int named = random.nextInt(20);
        if (named < 2) {
            var person = people.get(random.nextInt(people.size() - 1)).username();
            extra.add(named == 0
                    ? "Could you look at the " + prose.any(Prose.NOUNS) + " here, @" + person + "?"
                    : "For the record, @" + person + " wrote the " + prose.any(Prose.NOUNS) + " page.");
        }
        return extra;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
