package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Tokens;
import antipode.testing.Cast;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A program reads and writes a repository.
@AntipodeTest
class RepositoryApiTest {

    static Cast.@Nullable Company company;
    static String token = "";
    static String reading = "";
    final Cast cast;
    final Tokens tokens;

    @LocalServerPort
    int port;

    RepositoryApiTest(Cast cast, Tokens tokens) {
        this.cast = cast;
        this.tokens = tokens;
    }

    @BeforeEach
    void a_company() {
        if (company == null) {
            company = cast.arrive();
            token = tokens.create(company.ana().id(), "program", List.of("api"), null).text();
            reading = tokens.create(company.kei().id(), "reader", List.of("read_api"), null).text();
        }
    }

    HttpResponse<String> ask(String method, String path, @Nullable String body, String as) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v4/projects/halyard%2Fhandbook/repository" + path))
                .header("PRIVATE-TOKEN", as)
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    String get(String path) {
        var response = ask("GET", path, null, token);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void a_file_is_created_read_changed_and_removed() {
        var created = ask("POST", "/files/docs%2Fa.md", "{\"branch\":\"main\",\"commit_message\":\"Add\",\"content\":\"one\\ntwo\\n\"}", token);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).isEqualTo("{\"file_path\":\"docs/a.md\",\"branch\":\"main\"}");
        assertThat(ask("POST", "/files/docs%2Fa.md", "{\"branch\":\"main\",\"commit_message\":\"Add\",\"content\":\"x\"}", token).body()).contains("A file with this name already exists");
        assertThat(get("/files/docs%2Fa.md?ref=main")).contains("\"file_name\":\"a.md\"", "\"content\":\"b25lCnR3bwo=\"", "\"encoding\":\"base64\"", "\"size\":8");
        assertThat(get("/files/docs%2Fa.md/raw?ref=main")).isEqualTo("one\ntwo\n");
        assertThat(ask("HEAD", "/files/docs%2Fa.md?ref=main", null, token).headers().firstValue("X-Gitlab-Size")).hasValue("8");
        assertThat(ask("PUT", "/files/docs%2Fa.md", "{\"branch\":\"main\",\"commit_message\":\"Change\",\"content\":\"b25lCg==\",\"encoding\":\"base64\"}", token).statusCode()).isEqualTo(200);
        assertThat(ask("PUT", "/files/docs%2Fa.md", "{\"branch\":\"main\",\"commit_message\":\"Late\",\"content\":\"x\",\"last_commit_id\":\"" + "0".repeat(40) + "\"}", token).statusCode()).isEqualTo(400);
        assertThat(get("/files/docs%2Fa.md/blame?ref=main")).contains("\"lines\":[\"one\"]", "\"title\":\"Add\"");
        assertThat(get("/commits?path=docs/a.md")).contains("\"title\":\"Change\"", "\"title\":\"Add\"", "\"short_id\"");
        assertThat(get("/tree?path=docs")).contains("\"type\":\"blob\"", "\"mode\":\"100644\"");
        assertThat(ask("DELETE", "/files/docs%2Fa.md?branch=main&commit_message=Remove", null, token).statusCode()).isEqualTo(204);
        assertThat(ask("GET", "/files/docs%2Fa.md?ref=main", null, token).body()).isEqualTo("{\"message\":\"404 File Not Found\"}");
        assertThat(ask("POST", "/files/no.md", "{\"branch\":\"main\",\"commit_message\":\"No\",\"content\":\"x\"}", reading).statusCode()).isEqualTo(403);
    }

    @Test
    void a_commit_of_several_actions_is_one_and_branches_are_compared() {
        ask("POST", "/files/base.md", "{\"branch\":\"main\",\"commit_message\":\"Base\",\"content\":\"x\"}", token);
        assertThat(ask("POST", "/branches", "{\"branch\":\"topic/one\",\"ref\":\"main\"}", token).statusCode()).isEqualTo(201);
        assertThat(ask("POST", "/branches", "{\"branch\":\"topic/one\",\"ref\":\"main\"}", token).body()).contains("Branch already exists");
        var commit = ask("POST", "/commits", """
                {"branch":"topic/one","commit_message":"Two at once","actions":[
                 {"action":"create","file_path":"b.md","content":"b\\n"},{"action":"create","file_path":"c.md","content":"c\\n"}]}""", token);
        assertThat(commit.statusCode()).as(commit.body()).isEqualTo(201);
        assertThat(commit.body()).contains("\"stats\":{\"additions\":2,\"deletions\":0,\"total\":2}", "\"title\":\"Two at once\"");
        assertThat(ask("POST", "/commits", "{\"branch\":\"topic/one\",\"commit_message\":\"No\",\"actions\":[{\"action\":\"update\",\"file_path\":\"none\",\"content\":\"\"}]}", token).body())
                .isEqualTo("{\"message\":\"A file with this name doesn't exist\"}");
        assertThat(get("/compare?from=main&to=topic/one")).contains("\"new_path\":\"b.md\"", "\"compare_same_ref\":false");
        assertThat(get("/branches/topic%2Fone")).contains("\"name\":\"topic/one\"", "\"protected\":false", "\"merged\":false");
        ask("POST", "/branches", "{\"branch\":\"topic/none\",\"ref\":\"main\"}", token);
        assertThat(get("/branches/topic%2Fnone")).contains("\"merged\":true");
        assertThat(get("/branches").split("\"merged\":true", -1)).as("neither itself nor what it hasn't").hasSize(2);
        ask("DELETE", "/branches/topic%2Fnone", null, token);
        assertThat(get("/branches?search=%5Etopic")).contains("topic/one").doesNotContain("\"name\":\"main\"");
        assertThat(get("/commits/topic%2Fone/diff")).contains("\"diff\":\"@@ -0,0 +1 @@\\n+b\\n\"");
        assertThat(ask("DELETE", "/branches/topic%2Fone", null, token).statusCode()).isEqualTo(204);
        assertThat(ask("GET", "/branches/topic%2Fone", null, token).statusCode()).isEqualTo(404);
        assertThat(get("/tags")).isEqualTo("[]");
    }

    @Test
    void a_commit_moves_deletes_and_marks_files_and_may_begin_a_branch_anew() {
        ask("POST", "/files/start.md", "{\"branch\":\"main\",\"commit_message\":\"Start\",\"content\":\"s\\n\"}", token);
        ask("POST", "/files/go.sh", "{\"branch\":\"main\",\"commit_message\":\"Start\",\"content\":\"g\\n\"}", token);
        var stale = "{\"branch\":\"anew\",\"start_branch\":\"main\",\"commit_message\":\"x\",\"actions\":[{\"action\":\"move\",\"file_path\":\"n.md\",\"previous_path\":\"start.md\",\"last_commit_id\":\"" + "0".repeat(40) + "\"}]}";
        assertThat(ask("POST", "/commits", stale, token).body()).contains("has changed since you started editing it");
        var first = ask("POST", "/commits", """
                {"branch":"anew","start_branch":"main","commit_message":"First","actions":[
                 {"action":"move","file_path":"moved.md","previous_path":"start.md"},{"action":"chmod","file_path":"go.sh","execute_filemode":true}]}""", token);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(get("/files/moved.md/raw?ref=anew")).isEqualTo("s\n");
        assertThat(get("/tree?ref=anew")).contains("100755").doesNotContain("start.md");
        var forced = "{\"branch\":\"anew\",\"start_branch\":\"main\",\"force\":true,\"commit_message\":\"Again\",\"actions\":[{\"action\":\"delete\",\"file_path\":\"start.md\"}]}";
        assertThat(ask("POST", "/commits", forced, token).statusCode()).isEqualTo(201);
        assertThat(get("/tree?ref=anew")).doesNotContain("moved.md", "start.md");
        assertThat(get("/compare?from=main&to=anew")).contains("\"title\":\"Again\"").doesNotContain("\"title\":\"First\"");
    }

    @Test
    void a_commit_bears_the_name_of_whoever_makes_it_and_no_other() {
        for (var forged : List.of("\"author_email\":\"kei@halyard.example\"", "\"author_name\":\"Kei Nakamura\"")) {
            var body = "{\"branch\":\"main\",\"commit_message\":\"As somebody else\"," + forged + ",\"content\":\"x\","
                    + "\"actions\":[{\"action\":\"create\",\"file_path\":\"forged.md\",\"content\":\"x\"}]}";
            for (var path : List.of("/commits", "/files/forged.md")) {
                var answer = ask("POST", path, body, token);
                assertThat(answer.statusCode()).as(forged).isEqualTo(400);
                assertThat(answer.body()).contains("can only be your own");
            }
        }
        var ana = company.ana().require();
        var own = ask("POST", "/commits", "{\"branch\":\"own\",\"start_branch\":\"main\",\"start_project\":\"halyard/handbook\",\"stats\":false,\"commit_message\":\"As myself\",\"author_name\":\""
                + ana.name() + "\",\"author_email\":\"" + ana.email() + "\",\"actions\":[{\"action\":\"create\",\"file_path\":\"own.md\",\"content\":\"x\"}]}", token);
        assertThat(own.body()).contains("\"author_email\":\"" + ana.email() + "\"").doesNotContain("\"stats\"");
        var elsewhere = ask("POST", "/commits", "{\"branch\":\"far\",\"start_branch\":\"main\",\"start_project\":\"halyard/other\",\"commit_message\":\"x\",\"actions\":[]}", token);
        assertThat(elsewhere.statusCode()).as(elsewhere.body()).isEqualTo(400);
    }

    @Test
    void commits_are_listed_with_their_figures_and_trailers_and_under_former_names() {
        ask("POST", "/files/old%20name.md", "{\"branch\":\"main\",\"commit_message\":\"Under its old name\",\"content\":\"a\\nb\\n\"}", token);
        ask("POST", "/commits", "{\"branch\":\"main\",\"commit_message\":\"Rename it\\n\\nSo that it is found.\\n\\nReviewed-by: Kei\\nReviewed-by: Mia\\nCo-authored-by: Ana\","
                + "\"actions\":[{\"action\":\"move\",\"previous_path\":\"old name.md\",\"file_path\":\"new name.md\"}]}", token);
        assertThat(get("/commits?path=new%20name.md")).contains("Rename it").doesNotContain("Under its old name");
        var told = get("/commits?path=new%20name.md&follow=true&with_stats=true&trailers=true&order=topo");
        assertThat(told).contains("\"title\":\"Under its old name\"", "\"stats\":{\"additions\":2,\"deletions\":0,\"total\":2}")
                .contains("\"trailers\":{\"Reviewed-by\":\"Mia\",\"Co-authored-by\":\"Ana\"}", "\"extended_trailers\":{\"Reviewed-by\":[\"Kei\",\"Mia\"],");
        assertThat(get("/commits/main")).contains("\"stats\":{\"additions\":0");
        assertThat(get("/commits/main?stats=false")).doesNotContain("\"stats\"");
        assertThat(get("/commits?order=topo&per_page=1&page=2")).contains("\"title\"");
    }
}
