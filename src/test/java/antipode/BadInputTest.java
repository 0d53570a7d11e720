package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.Routes;
import antipode.testing.Routes.Route;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whatever is sent to any route, by somebody who may do everything: nothing breaks, and no answer tells how the house is
/// built. The inputs are drawn from a seed, so that a mistake comes back.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final long SEED = 20_261_104;
    private static final int EACH = Integer.getInteger("antipode.fuzz", 12);
    private static final Pattern TELLS = Pattern.compile(
            "Exception\\b|\\bat (java|org|antipode|jakarta|tools|com)\\.|(?i)stack ?trace|postgres|psql|jdbc|syntax error at|"
                    + "violates|\\bselect [a-z_.]+,? .* from |duplicate key|null value in column");

    /// As they stand in an address or a form.
    private static final List<String> VALUES = List.of(
            "", "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%c0%af", "%", "%zz", "%25", "-1", "0", "1", "999999999999999999999", "2147483648",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e400", "NaN", "1.5", "true", "null", "%5B%5D", "%7B%7D",
            "a".repeat(5000), "1".repeat(400), "%27%3B--", "%22%3E%3Cscript%3E", "..%2F..%2Fetc%2Fpasswd", "../..", "%2e%2e", "%E2%80%AE",
            "%F0%9F%92%A9", "2026-13-45", "0000-00-00", "%2B999999999-01-01", "-999999999-01-01", "2026-11-04T25:61:61Z", "9999-12-31", "all",
            "main", "HEAD", "refs%2Fheads%2Fmain", "@{-1}", "main%5E%7B%2Ftext%7D", "%0d%0aX-Injected:%201", "%20", "+", ".", "README.md",
            "0000000000000000000000000000000000000000", "deadbeef", "-", "--", "%5C", "*", "%28", "a.b", "12-3", "1-99999999", "asc", "id");

    private static final List<String> NAMES = List.of(
            "title", "description", "body", "note", "labels", "labels[]", "label", "state", "state_event", "due_date", "assignee_ids",
            "assignee_ids[]", "assignee_id", "confidential", "page", "per_page", "order_by", "sort", "search", "scope", "iids[]", "created_after",
            "updated_before", "name", "path", "visibility", "namespace_id", "user_id", "access_level", "expires_at", "branch", "start_branch",
            "content", "commit_message", "encoding", "actions", "actions[]", "actions[][file_path]", "ref", "sha", "file_path",
            "source_branch", "target_branch", "q", "kind", "why", "at", "blame", "line", "username", "email", "zone", "hours", "scopes",
            "scopes[]", "id_after", "cursor", "pagination", "after", "approvals", "default_branch", "text", "gfm", "to", "forward", "ask",
            "people", "due", "version", "user", "level", "until", "next", "recursive", "from", "min_access_level", "color", "new_name",
            "milestone", "milestone_id", "author_id", "author_username", "not[labels]", "with_labels_details", "reviewer_ids", "reviewer_ids[]",
            "draft", "door", "reason", "head", "message", "sha1", "squash", "project", "type", "action", "appearance", "silence", "asked", "issue",
            "external", "administrator", "member", "namespace", "parent", "readme", "startpoint", "iid", "id", "a[b][c]", "a[", "[]", "", "%00",
            "%ff", "service", "straight", "view", "unidiff", "with_stats", "first_parent", "since", "until", "active", "target_id", "target_type");

    private static final List<String> JSONS = List.of(
            "", "{", "[", "null", "1", "\"text\"", "[]", "[1,2]", "{\"a\":", "{\"title\":\"\\ud800\"}", "{\"body\":\"\\u0000\"}",
            "{\"title\":1e999999}", "{\"title\":123456789012345678901234567890}", "{\"title\":{\"a\":[1]}}", "{\"title\":[[]]}",
            "{\"title\":null,\"body\":null,\"name\":null,\"labels\":null}", "{\"labels\":{\"a\":1},\"assignee_ids\":\"x\",\"due_date\":5}",
            "{\"actions\":[1,null,{\"action\":\"create\"},{\"action\":7,\"file_path\":[]}],\"branch\":\"x\",\"commit_message\":\"m\"}",
            "{\"assignee_ids\":[null,{},\"a\",1e99]}", "{\"user_id\":\"1e3\",\"access_level\":30.5}", "\uFEFF{\"title\":\"x\"}",
            "{\"title\":\"a\",\"title\":\"b\"}", "{'title':'x'}", "{\"\":\"\"}", "{\"__proto__\":{\"x\":1}}", "[".repeat(3000),
            "{\"a\":".repeat(2000) + "1" + "}".repeat(2000), "{\"description\":\"" + "[".repeat(20000) + "\"}",
            "{\"body\":\"" + "> ".repeat(4000) + "\"}", "{\"name\":\"" + "x".repeat(300_000) + "\"}", "{\"due_date\":\"+999999999-12-31\"}",
            "{\"expires_at\":\"9999999-01-01\",\"name\":\"n\",\"scopes\":[\"api\"]}", "{\"scopes\":[1,[],{}],\"name\":[]}", "\u0000", "{\"to\":\"+1000000000-01-01T00:00:00Z\"}",
            "{\"text\":\"[a](javascript:alert(1)) @ana #1 \\u0000\",\"gfm\":\"maybe\"}", "{\"confidential\":\"perhaps\",\"state_event\":[\"close\"]}",
            "{\"source_branch\":\"refs/heads/..\",\"target_branch\":\"main\",\"title\":\"x\"}", "{\"visibility\":5,\"path\":\"..\",\"name\":\"-\"}");

    private final ApplicationContext context;
    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final JdbcClient jdbc;
    private final Random random = new Random(SEED);
    private Cast.Company company;
    private String token = "";
    private String cookie = "";
    private String projectId = "";
    @LocalServerPort
    private int port;

    BadInputTest(ApplicationContext context, Cast cast, Browser browser, Edits edits, JdbcClient jdbc) {
        this.context = context;
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        mend();
    }

    /// Makes again what the last route took away: its project, what lies in it, and who asks.
    private void mend() {
        jdbc.sql("update member set state = 'active', administrator = true where id = :id").param("id", company.ana().id()).update();
        if (context.getBean(Tokens.class).of(company.ana().id()).stream().noneMatch(one -> one.revokedAt() == null && one.name().equals("fuzz"))) {
            token = context.getBean(Tokens.class).create(company.ana().id(), "fuzz", List.of("api"), null).text();
        }
        if (cookie.isEmpty() || jdbc.sql("select count(*) from session where agent = 'fuzz'").query(Long.class).single() == 0) {
            cookie = "antipode=" + context.getBean(Sessions.class).open(company.ana().require(), "127.0.0.1", "fuzz");
        }
        var found = context.getBean(Projects.class).visibleTo(company.ana()).find("halyard/fuzzed");
        if (found.isEmpty()) {
            jdbc.sql("update project set path = path || id, full_path = full_path || id where full_path like 'halyard/fuzzed%'").update();
            var project = cast.project(company.ana(), company.team(), "fuzzed", Visibility.INTERNAL);
            projectId = Long.toString(project.id());
            edits.commit(company.ana(), project, "main", null, "Begin", List.of(
                    Edits.Action.create("README.md", "# Fuzzed\n\nText.\n")), null);
            edits.commit(company.ana(), project, "change", "main", "Change", List.of(
                    Edits.Action.update("README.md", "# Fuzzed\n\nOther text.\n")), null);
            var ana = browser.program(company.ana());
            ana.post("/api/v4/projects/" + projectId + "/issues", "title", "One", "description", "- [ ] task");
            ana.post("/api/v4/projects/" + projectId + "/issues/1/notes", "body", "Note");
            ana.post("/api/v4/projects/" + projectId + "/merge_requests", "source_branch", "change", "target_branch", "main", "title", "Change");
        }
    }

    @Test
    void nothing_that_is_sent_breaks_the_server_or_makes_it_talk() throws IOException {
        List<String> mistakes = new ArrayList<>();
        for (Route route : Routes.of(context).all()) {
            for (int turn = 0; turn < EACH; turn++) {
                String request = request(route, turn);
                String answer = ask(request);
                int status = status(answer);
                var told = TELLS.matcher(answer);
                if (status >= 500 || status < 200) {
                    mistakes.add(status + " for " + shown(request));
                } else if (told.find() && !request.contains(told.group())) {
                    mistakes.add("“" + told.group() + "” told for " + shown(request));
                }
            }
            if (!route.reads()) {
                mend();
            }
        }
        assertThat(mistakes.stream().limit(60)).as(mistakes.size() + " mistakes").isEmpty();
    }

    private static String shown(String request) {
        String one = request.replaceAll("(?m)^(Cookie|PRIVATE-TOKEN|Host|Connection|Content-Length|Origin):.*\\R", "").replaceAll("\\s+", " ");
        return one.length() > 260 ? one.substring(0, 260) + "…" : one;
    }

    /// The first turns are for the address, the next for the query, the rest for the body.
    private String request(Route route, int turn) {
        String method = route.method().equals("*") ? "GET" : route.method();
        String each = turn % 4 == 0 ? value() : "1";
        String file = turn % 4 == 0 ? value() : route.path().contains("/blob/") || route.path().contains("/edit/") ? "main/README.md" : "README.md";
        String project = turn % 6 == 5 ? value() + "/" + value() : "halyard/fuzzed";
        String address = route.address(project, turn % 6 == 5 ? value() : projectId, each, file);
        StringBuilder query = new StringBuilder();
        if (turn % 4 != 2) {
            for (int i = random.nextInt(6); i > 0; i--) {
                query.append(query.isEmpty() ? '?' : '&').append(pair());
            }
        }
        StringBuilder head = new StringBuilder(method + " " + address.replace(" ", "%20") + query + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: close\r\nOrigin: http://localhost:" + port + "\r\n");
        head.append(route.api() ? "PRIVATE-TOKEN: " + token : "Cookie: " + cookie).append("\r\n");
        if (method.equals("GET")) {
            return head + "\r\n";
        }
        String body;
        String type;
        switch (random.nextInt(route.api() ? 4 : 3)) {
            case 0 -> {
                type = "multipart/form-data; boundary=x";
                body = "--x\r\nContent-Disposition: form-data; name=\"" + name() + "\"\r\n\r\n" + value() + "\r\n--x" + (random.nextBoolean() ? "--\r\n" : "");
            }
            case 1, 2 -> {
                type = "application/x-www-form-urlencoded";
                StringBuilder pairs = new StringBuilder();
                for (int i = random.nextInt(10); i >= 0; i--) {
                    pairs.append(pairs.isEmpty() ? "" : "&").append(pair());
                }
                body = pairs.toString();
            }
            default -> {
                type = random.nextInt(8) == 0 ? "application/json; charset=klingon" : "application/json";
                body = JSONS.get(random.nextInt(JSONS.size()));
            }
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    private String pair() {
        String name = name();
        return random.nextInt(12) == 0 ? name : name + "=" + value() + (random.nextInt(5) == 0 ? "&" + name + "=" + value() : "");
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // It has heard enough, and answers.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12).strip());
    }
}
