package antipode.imports;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.jobs.Schedules;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A project that is exported and imported again is the same project, as far as GitLab's form goes.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final Schedules schedules;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private Tab program;

    RoundTripTest(Cast cast, Browser browser, Edits edits, Schedules schedules, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.schedules = schedules;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
    }

    private JsonNode posted(String path, String body) {
        var answer = program.json("POST", path, body);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(201);
        return answer.json();
    }

    /// An issue and a merge request with everything that the form can carry.
    private Project rich() {
        Project project = cast.project(company.ana(), company.team(), "quayside", Visibility.INTERNAL);
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(Edits.Action.create("tides.md", "High at six.\nLow at noon.\n")), null);
        edits.commit(company.ana(), project, "later", "main", "Move the tide", List.of(
                Edits.Action.update("tides.md", "High at seven.\nLow at noon.\n")), null);
        String api = "/api/v4/projects/" + project.id();
        posted(api + "/labels", "{\"name\": \"weather\", \"color\": \"#33658a\", \"description\": \"Storms\", \"priority\": 2}");
        long milestone = posted(api + "/milestones", "{\"title\": \"Spring\", \"description\": \"All quays\", \"due_date\": \"2027-04-01\"}").get("id").asLong();
        var upload = ImportsTest.upload(program, api + "/uploads", ImportsTest.PICTURE);
        assertThat(upload.status()).as(upload.body()).isEqualTo(201);
        posted(api + "/issues", MAPPER.writeValueAsString(Map.of(
                "title", "Storm “Ana”", "description", "See !1.\n\n" + upload.json().get("markdown").asString(), "labels", "weather",
                "milestone_id", milestone, "due_date", "2027-03-01", "weight", 5, "assignee_ids", List.of(company.kei().id()))));
        String issue = api + "/issues/1";
        String thread = posted(issue + "/discussions", "{\"body\": \"Who closes the quay?\"}").get("id").asString();
        posted(issue + "/discussions/" + thread + "/notes", "{\"body\": \"Whoever is awake.\"}");
        posted(issue + "/award_emoji", "{\"name\": \"thumbsup\"}");
        assertThat(program.json("PUT", issue, "{\"state_event\": \"close\"}").status()).isEqualTo(200);
        posted(api + "/issues", "{\"title\": \"Only for reporters\", \"confidential\": true}");
        JsonNode request = posted(api + "/merge_requests", "{\"source_branch\": \"later\", \"target_branch\": \"main\", \"title\": \"Draft: Seven it is\"}");
        JsonNode refs = program.get(api + "/merge_requests/1").json().get("diff_refs");
        assertThat(request.get("iid").asInt()).isEqualTo(1);
        String placed = posted(api + "/merge_requests/1/discussions", MAPPER.writeValueAsString(Map.of(
                "body", "By whose clock?", "position", Map.of(
                        "position_type", "text", "base_sha", refs.get("base_sha").asString(), "start_sha", refs.get("start_sha").asString(),
                        "head_sha", refs.get("head_sha").asString(), "old_path", "tides.md", "new_path", "tides.md", "new_line", 1)))).get("id").asString();
        assertThat(program.json("PUT", api + "/merge_requests/1/discussions/" + placed, "{\"resolved\": true}").status()).isEqualTo(200);
        assertThat(browser.program(company.kei()).json("POST", api + "/merge_requests/1/award_emoji", "{\"name\": \"eyes\"}").status()).isEqualTo(201);
        return project;
    }

    private byte[] exported(Project project) throws IOException, InterruptedException {
        assertThat(ana.get(project.url() + "/-/export").text("main")).contains("Make an archive");
        assertThat(ana.post(project.url() + "/-/export").status()).isEqualTo(303);
        assertThat(ana.get(project.url() + "/-/export").text("main")).contains("is being made");
        schedules.runDue();
        assertThat(program.get("/api/v4/projects/" + project.id() + "/export").json().get("export_status").asString()).isEqualTo("finished");
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> sent = client.send(
                    HttpRequest.newBuilder(URI.create(browser.address() + project.url() + "/-/export/download")).header("Cookie", ana.cookie()).build(),
                    BodyHandlers.ofByteArray());
            assertThat(sent.statusCode()).isEqualTo(200);
            return sent.body();
        }
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName().substring(2), tar.readAllBytes());
            }
        }
        return files;
    }

    /// What a reader could tell of it: numbers that only name rows are left out, and people stand by their names.
    private static List<String> told(Map<String, byte[]> files, String relation) {
        var told = new ArrayList<String>();
        for (var line : new String(files.get("tree/project/" + relation + ".ndjson"), StandardCharsets.UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                told.add(told(MAPPER.readTree(line)).toString());
            }
        }
        return told;
    }

    private static Object told(JsonNode json) {
        if (json.isObject()) {
            var fields = new TreeMap<String, Object>();
            json.properties().forEach(field -> {
                boolean number = field.getKey().equals("id") || field.getKey().endsWith("_id") || field.getKey().equals("updated_at");
                if (!number && !field.getKey().equals("line_code")) {
                    fields.put(field.getKey(), told(field.getValue()));
                }
            });
            return fields;
        }
        if (json.isArray()) {
            var all = new ArrayList<>();
            json.forEach(one -> all.add(told(one)));
            return all;
        }
        return json.asString().replaceAll("/uploads/[0-9a-f]{32}/", "/uploads/");
    }

    @Test
    void a_project_that_is_exported_and_imported_is_the_same() throws Exception {
        Project project = rich();
        byte[] archive = exported(project);
        var first = unpacked(archive);
        assertThat(first).containsKeys("VERSION", "project.bundle", "tree/project.json");
        assertThat(first.keySet()).anyMatch(name -> name.startsWith("uploads/"));
        assertThat(new String(first.get("tree/project/project_members.ndjson"), StandardCharsets.UTF_8)).doesNotContain("@halyard");

        String place = ImportsTest.upload(ana, "/-/imports", archive).header("Location");
        var authors = new ArrayList<String>(List.of("name", "Again", "namespace", "halyard", "visibility", "internal"));
        ana.get(place).page().select("input[name^=author_]").forEach(field -> authors.addAll(List.of(field.attr("name"), field.val())));
        assertThat(ana.post(place + "/start", authors.toArray(String[]::new)).status()).isEqualTo(303);
        schedules.runDue();
        long again = program.get("/api/v4/projects/halyard%2Fagain").json().get("id").asLong();
        Project other = new Object() {
            Project read() {
                return jdbc.sql("select " + Project.COLUMNS + " from project where id = :id").param("id", again).query(Project::read).single();
            }
        }.read();
        var second = unpacked(exported(other));

        for (var relation : List.of("labels", "milestones", "issues", "merge_requests")) {
            assertThat(told(second, relation)).as(relation).isEqualTo(told(first, relation)).isNotEmpty();
        }
        String branches = "/repository/branches?per_page=100";
        assertThat(program.get("/api/v4/projects/" + again + branches).json().findValuesAsString("id"))
                .isEqualTo(program.get("/api/v4/projects/" + project.id() + branches).json().findValuesAsString("id"));
    }

    @Test
    void only_maintainers_take_a_project_away_and_nothing_redacted_stays_in_an_archive() throws Exception {
        Project project = cast.project(company.ana(), company.team(), "kept", Visibility.INTERNAL);
        assertThat(browser.as(company.kei()).get(project.url() + "/-/export").status()).isEqualTo(403);
        assertThat(browser.program(company.kei()).json("POST", "/api/v4/projects/" + project.id() + "/export", "{}").status()).isEqualTo(403);
        String api = "/api/v4/projects/" + project.id();
        assertThat(program.get(api + "/export").json().get("export_status").asString()).isEqualTo("none");
        assertThat(program.get(api + "/export/download").status()).isEqualTo(404);
        posted(api + "/issues", "{\"title\": \"A slip\", \"description\": \"The code is 8812.\"}");
        assertThat(program.json("POST", api + "/export", "{}").status()).isEqualTo(202);
        schedules.runDue();
        assertThat(program.get(api + "/export").json().get("export_status").asString()).isEqualTo("finished");
        assertThat(ana.post(project.url() + "/-/issues/1/redaction", "what", "text", "because", "A code").status()).isEqualTo(303);
        assertThat(program.get(api + "/export").json().get("export_status").asString()).as("it is made anew").isEqualTo("none");
    }
}
