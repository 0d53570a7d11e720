package antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Database;
import antipode.hours.WeeklyHours;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.WorkingHours;
import antipode.projects.Labels;
import antipode.search.Documents;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the benchmark is measured on is what the product would have written itself, row for row.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedTest {

    /// Written in the background, from what the verbs left in the outbox; and by the database itself.
    private static final Set<String> TOLD_LATER = Set.of("outbox", "notice", "job", "mail", "audit");

    private final JdbcClient jdbc;
    private final Database database;
    private final TestClock clock;
    private final Documents documents;
    private final Issues issues;
    private final Comments comments;
    private final Members members;
    private final WorkingHours hours;
    private final Labels labels;
    private final Cast cast;
    private List<Actor> actors;
    private Cast.Company company;
    private Seeder.Place place;
    private final JsonMapper json = JsonMapper.builder().build();

    SeedTest(
            JdbcClient jdbc,
            Database database,
            TestClock clock,
            Documents documents,
            Issues issues,
            Comments comments,
            Members members,
            WorkingHours hours,
            Labels labels,
            Cast cast) {
        this.jdbc = jdbc;
        this.database = database;
        this.clock = clock;
        this.documents = documents;
        this.issues = issues;
        this.comments = comments;
        this.members = members;
        this.hours = hours;
        this.labels = labels;
        this.cast = cast;
    }

    @BeforeAll
    void everyoneArrives() {
        this.company = cast.arrive();
        this.actors = List.of(company.ana(), company.kei(), company.mia(), company.ravi());
        this.place = new Seeder.Place(
                company.handbook().id(), company.handbook().fullPath(),
                List.of(labels.named(company.handbook().id(), "bug").id(), labels.named(company.handbook().id(), "docs").id()));
    }

    @Test
    void seeded_issues_are_those_that_the_verbs_write() throws SQLException {
        var told = List.of(
                new Corpus.Issue(0, "Winter tariffs", "Which *harbours* are left, @mia?\n\n- [ ] Horta", 0, List.of(1),
                        List.of(0, 1), false, at(0),
                        List.of(
                                new Corpus.Said(1, at(10), "Horta and Naxos. @mia, could you look at Naxos?"),
                                new Corpus.Said(2, at(20), "Naxos is fine; @ravi wrote it down."),
                                new Corpus.Said(1, at(30), "`code`\n\n\ta tab, a back\\slash and “quotes”")),
                        at(90), 0),
                new Corpus.Issue(0, "A second one", "As in #1, and #1 again, but not #99.", 2, List.of(2), List.of(0), false,
                        at(5),
                        List.of(
                                new Corpus.Said(1, at(40), "See #1. For the record, @ravi and @ana know, @gwen doesn't."),
                                new Corpus.Said(0, at(95), "@kei and @ravi, does it hold?")),
                        null, 0),
                new Corpus.Issue(0, "Between us", "Not for everyone.", 3, List.of(3), List.of(), true, at(50),
                        List.of(new Corpus.Said(3, at(60), "It is about #2.")), at(70), 3),
                new Corpus.Issue(0, "Nobody's yet", "Later.", 1, List.of(), List.of(1), false, at(80),
                        List.of(new Corpus.Said(2, at(85), "Naxos is fine; @ravi wrote it down.")), null, 0));

        tell(told);
        var written = rows();
        clear();
        try (var connection = database.address().connect(); var numbers = database.address().connect();
                var seeder = seeder(connection, numbers)) {
            seeder.issues(told.iterator(), _ -> {});
        }

        assertThat(written.get("issuable")).hasSize(4);
        assertThat(written.get("todo")).hasSizeGreaterThan(5);
        assertThat(written.get("reference")).hasSize(2);
        assertSame(written);
    }

    @Test
    void seeded_members_are_those_that_the_verbs_write() throws SQLException {
        var person = new Corpus.Person(
                "seed.person", "Seed Person", "seed@example.org", "Pacific/Chatham", "Mon-Fri 09:00-12:00 13:00-17:00", false);
        var member = members.create(new Members.Draft(
                person.username(), person.name(), person.email(), ZoneId.of(person.zone())));
        hours.state(member.id(), LocalDate.EPOCH, member.zone(), WeeklyHours.parse(person.hours()));
        var written = rows();
        jdbc.sql("delete from namespace where member_id = :id").param("id", member.id()).update();
        jdbc.sql("delete from member where id = :id").param("id", member.id()).update();

        try (var connection = database.address().connect(); var numbers = database.address().connect();
                var seeder = seeder(connection, numbers)) {
            seeder.people(List.of(person), clock.instant());
        }

        assertSame(written);
    }

    private void assertSame(Map<String, List<String>> written) {
        var seeded = rows();
        written.forEach((table, rows) -> assertThat(seeded.get(table)).as(table).isEqualTo(rows));
    }

    private static Instant at(int minutes) {
        return TestClock.START.plusSeconds(60L * minutes);
    }

    private Seeder seeder(Connection connection, Connection numbers) {
        var seeder = new Seeder(connection, numbers, documents);
        for (var actor : actors) {
            var member = actor.require();
            var stated = jdbc.sql("select hours from member_hours where member_id = :id").param("id", member.id())
                    .query(String.class).single();
            seeder.know(member.id(), new Corpus.Person(
                    member.username(), member.name(), member.email(), member.zone().getId(), stated, false));
        }
        seeder.know(place);
        return seeder;
    }

    /// Calls the verbs, each at its time.
    private void tell(List<Corpus.Issue> told) {
        record Deed(Instant at, Runnable verb) {}
        var deeds = new ArrayList<Deed>();
        var opened = new HashMap<Corpus.Issue, Issue>();
        for (var issue : told) {
            deeds.add(new Deed(issue.opened(), () -> opened.put(issue, issues.open(
                    actors.get(issue.author()), company.handbook(),
                    new Issues.Opening(
                            "issue", issue.title(), issue.description(), issue.confidential(), null,
                            issue.assignees().stream().map(who -> actors.get(who).require().username()).toList(),
                            issue.labels().stream().map(List.of("bug", "docs")::get).toList()),
                    false))));
            for (var said : issue.comments()) {
                deeds.add(new Deed(said.at(), () ->
                        comments.write(actors.get(said.author()), opened.get(issue).header(), Writing.of(said.body()))));
            }
            if (issue.closed() != null) {
                deeds.add(new Deed(issue.closed(), () -> issues.close(actors.get(issue.closer()), opened.get(issue))));
            }
        }
        deeds.sort(java.util.Comparator.comparing(Deed::at));
        for (var deed : deeds) {
            clock.set(deed.at());
            deed.verb().run();
        }
        clock.set(TestClock.START);
    }

    private void clear() {
        jdbc.sql("delete from document").update();
        jdbc.sql("delete from issuable").update();
        jdbc.sql("update project set next_issue_iid = 1 where id = :id").param("id", place.id()).update();
    }

    /// Every row of every table, with ids replaced by their order.
    private Map<String, List<String>> rows() {
        var tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public' order by 1").query(String.class)
                .list().stream().filter(table -> !TOLD_LATER.contains(table)).toList();
        var all = new TreeMap<String, List<Map<String, Object>>>();
        var ids = new HashMap<String, TreeSet<Long>>();
        for (var table : tables) {
            var rows = jdbc.sql("select to_jsonb(r) from \"" + table + "\" r").query(String.class).list().stream()
                    .map(row -> {
                        @SuppressWarnings("unchecked")
                        Map<String, Object> read = json.readValue(row, TreeMap.class);
                        return read;
                    })
                    .toList();
            rows.forEach(row -> row.forEach((column, value) -> {
                var kind = kind(table, column, row);
                if (kind != null && value instanceof Number number) {
                    ids.computeIfAbsent(kind, _ -> new TreeSet<>()).add(number.longValue());
                }
            }));
            all.put(table, rows);
        }
        var told = new TreeMap<String, List<String>>();
        all.forEach((table, rows) -> told.put(table, rows.stream()
                .map(row -> {
                    var plain = new TreeMap<>(row);
                    row.forEach((column, value) -> {
                        var kind = kind(table, column, row);
                        if (kind != null && value instanceof Number number) {
                            plain.put(column, kind + " " + ids.get(kind).headSet(number.longValue()).size());
                        }
                    });
                    return plain.toString();
                })
                .sorted().toList()));
        return told;
    }

    /// Which things a column numbers, if they get new numbers each time.
    private static String kind(String table, String column, Map<String, Object> row) {
        return switch (column) {
            case "issuable_id", "source_id", "target_id" -> "issuable";
            case "note_id", "thread_id", "done_note_id" -> "note";
            case "todo_id" -> "todo";
            case "member_id" -> "member";
            case "id" -> switch (table) {
                case "issue" -> "issuable";
                case "comment", "event" -> "note";
                case "document" -> "issue".equals(row.get("kind")) ? "issuable" : "note";
                default -> table;
            };
            default -> null;
        };
    }
}
