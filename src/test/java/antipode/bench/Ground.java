package antipode.bench;

import antipode.Antipode;
import antipode.database.DataFolder;
import antipode.database.Database;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.projects.Labels;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import antipode.search.Documents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Fills the workspace of a running server: what there is little of through the verbs, what there is much of in bulk.
final class Ground {

    /// So much is copied at once that its indexes are better built afterwards.
    private static final int MUCH = 2_000;

    private static final int SAMPLE = 5_000;

    private static final List<String> LARGE_TABLES = List.of(
            "issuable", "issuable_assignee", "issuable_label", "comment", "event", "reference", "subscription", "todo",
            "todo_reason", "document");

    private Ground() {}

    /// What the measuring needs to know of what was made.
    ///
    /// @param large   the path of the large project
    /// @param inLarge numbers of some of its issues that everyone may see
    /// @param old     the path of the guest's project, or of the large one where there is no guest
    /// @param words   two words each, taken from titles
    /// @param busy    the member with the most to-dos
    /// @param wide    a member of fifty projects; nothing where there are not so many
    /// @param pages   the paths of the handbook's pages, once it was pushed
    record Filled(
            long largeId, String large, List<Integer> inLarge, long oldId, String old, List<Integer> inOld, String handbook,
            List<String> labels,
            List<String> words, Visitor root, Visitor member, Visitor busy, @Nullable Visitor wide, @Nullable Visitor guest,
            Landmarks landmarks, long rows, List<String> pages) {

        Filled with(List<String> pages) {
            return new Filled(
                    largeId, large, inLarge, oldId, old, inOld, handbook, labels, words, root, member, busy, wide, guest,
                    landmarks, rows, pages);
        }
    }

    /// Who measures: the secret of a session for pages, a token for the API.
    record Visitor(String username, String session, String token) {}

    static Filled fill(Path data, Corpus corpus, long count) throws SQLException {
        var database = Database.besideOrNew(DataFolder.at(data), null);
        try (database; var context = context(database);
                var connection = database.address().connect();
                var numbers = database.address().connect();
                var seeder = new Seeder(connection, numbers, context.getBean(Documents.class))) {
            return fill(context, connection, seeder, corpus, count);
        }
    }

    private static ConfigurableApplicationContext context(Database database) {
        var application = new SpringApplication(Antipode.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", Map.of(
                    "antipode.background", "false",
                    "antipode.database.connections", "4",
                    "spring.main.lazy-initialization", "true")));
            ((GenericApplicationContext) context)
                    .registerBean(Database.class, () -> database, definition -> definition.setDestroyMethodName(""));
        });
        return application.run();
    }

    private static Filled fill(
            ConfigurableApplicationContext context, Connection connection, Seeder seeder, Corpus corpus, long count)
            throws SQLException {
        var projects = context.getBean(Projects.class);
        var labels = context.getBean(Labels.class);
        var members = context.getBean(Members.class);
        Member administrator = members.create(new Members.Draft(
                "bench-root", "Bench Root", "bench-root@example.org", ZoneId.of("Europe/Lisbon"), true, false, SigningIn.PASSWORD));
        var root = Actor.of(administrator);
        var team = context.getBean(Teams.class).create(root, null, "bench", "Bench", "What is measured");
        var handbook = projects.create(root, new Projects.Draft(team, "handbook", "Handbook"));

        var now = Instant.now();
        seeder.people(corpus.people(), now);
        seeder.clearNewsBefore(now.minus(Duration.ofDays(30)));
        var made = new ArrayList<Project>();
        for (int i = 0; i < corpus.projects(); i++) {
            boolean old = i == MadeUp.OLD;
            var path = i == MadeUp.LARGE ? "large" : old ? "old" : "project-" + i;
            var project = projects.create(root, new Projects.Draft(
                    team, path, Prose.capital(path), "", old ? Visibility.PRIVATE : Visibility.INTERNAL, "main", old));
            made.add(project);
            seeder.know(new Seeder.Place(
                    project.id(), project.fullPath(),
                    corpus.labels().stream().map(label -> labels.create(project.id(), label, Labels.DEFAULT_COLOR, "").id()).toList()));
        }
        int guest = corpus.people().size() - 1;
        boolean guests = corpus.people().get(guest).external();
        if (guests) {
            enter(context, made, members, seeder, guest);
            seeder.keepNewsOf(MadeUp.BUSY);
        }

        System.err.println("Seeding " + count + " issues ...");
        everyone(context, connection, root);
        var indexes = count >= MUCH ? Indexes.drop(connection, LARGE_TABLES) : Indexes.none();
        execute(connection, "set synchronous_commit = off");
        execute(connection, "set session_replication_role = replica");
        seeder.issues(corpus.issues().iterator(), done -> System.err.println("  " + done + " of " + count));
        execute(connection, "set session_replication_role = origin");
        System.err.println("Building indexes ...");
        indexes.build(connection);
        System.err.println("Cleaning up ...");
        execute(connection, "vacuum analyze");

        var large = made.get(MadeUp.LARGE);
        var small = guests ? made.get(MadeUp.OLD) : large;
        var inLarge = issues(connection, large);
        long member = seeder.idOf(Math.min(MadeUp.MEMBER, guest));
        long busy = number(connection, "select member_id from todo where state = 'pending' group by 1 order by count(*) desc, 1 limit 1");
        var landmarks = Landmarks.make(context, connection, large, inLarge, member, busy);
        execute(connection, "analyze");
        return new Filled(
                large.id(), large.fullPath(), inLarge, small.id(), small.fullPath(), issues(connection, small),
                handbook.fullPath(), corpus.labels(), words(connection),
                visitor(context, members, administrator.id()), visitor(context, members, member),
                visitor(context, members, busy), guests ? visitor(context, members, seeder.idOf(MadeUp.WIDE)) : null,
                guests ? visitor(context, members, seeder.idOf(guest)) : null, landmarks,
                number(connection, "select sum(n_live_tup)::bigint from pg_stat_user_tables"), List.of());
    }

    /// A team of all members, to be asked as one.
    static final String EVERYONE = "all-hands";

    private static void everyone(ConfigurableApplicationContext context, Connection connection, Actor root) throws SQLException {
        long team = context.getBean(Teams.class).create(root, null, EVERYONE, "Everyone", "All who can be asked").id();
        execute(connection, "insert into team_member (namespace_id, member_id, access_level, created_at) select " + team
                + ", id, 20, created_at from member where not external on conflict do nothing");
    }

    /// The few who work in the old project, the guest, who sees nothing else, and who works in fifty others.
    private static void enter(
            ConfigurableApplicationContext context, List<Project> made, Members members, Seeder seeder, int guest) {
        var memberships = context.getBean(ProjectMembers.class);
        var roles = new LinkedHashMap<Integer, Role>();
        for (int i = 0; i < 6; i++) {
            roles.put(i, Role.DEVELOPER);
        }
        roles.put(guest, Role.REPORTER);
        roles.forEach((person, role) -> memberships.add(
                made.get(MadeUp.OLD), Role.OWNER, members.find(seeder.idOf(person)).orElseThrow(), role, null));
        var wide = members.find(seeder.idOf(MadeUp.WIDE)).orElseThrow();
        made.stream().skip(MadeUp.OLD + 1).forEach(project ->
                memberships.add(project, Role.OWNER, wide, Role.DEVELOPER, null));
    }

    private static Visitor visitor(ConfigurableApplicationContext context, Members members, long id) {
        var member = members.find(id).orElseThrow();
        return new Visitor(
                member.username(), context.getBean(Sessions.class).open(member, "127.0.0.1", "bench"),
                context.getBean(Tokens.class).create(id, "bench", List.of("api", "write_repository"), null).text());
    }

    /// Two words of a title: what somebody looks for who has seen it.
    private static List<String> words(Connection connection) throws SQLException {
        var words = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var titles = statement.executeQuery("select title from issuable order by md5(title || id) limit 1000")) {
            while (titles.next()) {
                var last = Arrays.stream(titles.getString(1).split("[^A-Za-z]+")).filter(word -> word.length() > 3).toList().reversed();
                if (last.size() > 1) {
                    words.add(last.get(1) + "+" + last.getFirst());
                }
            }
        }
        return words;
    }

    private static List<Integer> issues(Connection connection, Project project) throws SQLException {
        var numbers = new ArrayList<Integer>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select iid from issuable where kind = 'issue' and not confidential and project_id = "
                        + project.id() + " order by md5(id::text) limit " + SAMPLE)) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }

    static List<Long> numbers(Connection connection, String sql) throws SQLException {
        var numbers = new ArrayList<Long>();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
