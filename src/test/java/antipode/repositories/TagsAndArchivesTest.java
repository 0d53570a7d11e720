package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ana gives states of her files names, and others download them.
@AntipodeTest
class TagsAndArchivesTest {

    static Cast.@Nullable Company company;
    static int count;

    final Cast cast;
    final Browser browser;
    final Tokens tokens;

    @TempDir
    Path folder;

    Project project;
    Git git;
    String api;

    TagsAndArchivesTest(Cast cast, Browser browser, Tokens tokens) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
    }

    @BeforeEach
    void a_project_with_odd_files() throws IOException {
        if (company == null) {
            company = cast.arrive();
        }
        project = cast.project(company.ana(), company.team(), "atlas" + ++count, Visibility.INTERNAL);
        api = "/api/v4/projects/" + project.id() + "/repository";
        git = Git.begin(folder.resolve("atlas"));
        git.write("maps/north sea (1).md", "Nördlich\n").write("maps/süd/x.md", "South\n".repeat(5000)).write("run.sh", "#!/bin/sh\n").write("notes/secret.txt", "left out\n");
        git.write(".gitattributes", "notes export-ignore\n").write("long/" + "deep/".repeat(30) + "a-rather-long-name-of-a-file.md", "Deep\n");
        java.nio.file.Files.createSymbolicLink(git.folder().resolve("link.md"), Path.of("maps/süd/x.md"));
        git.folder().resolve("run.sh").toFile().setExecutable(true);
        git.run("config", "core.quotepath", "false");
        git.commit("Odd files");
        var token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        git.run("remote", "add", "origin", browser.address().replace("http://", "http://x:" + token + "@") + project.url() + ".git");
        git.run("push", "-q", "origin", "main");
    }

    @Test
    void an_archive_holds_what_git_archive_holds() throws Exception {
        var commit = git.run("rev-parse", "HEAD");
        for (var format : List.of("zip", "tar", "tar.gz", "tar.bz2")) {
            var theirs = java.nio.file.Files.createDirectories(folder.resolve("theirs" + format));
            var ours = java.nio.file.Files.createDirectories(folder.resolve("ours" + format));
            var file = folder.resolve("a." + format);
            java.nio.file.Files.write(file, bytes(api + "/archive." + format));
            unpack(file, ours);
            git.run("archive", "--format=tar", "--prefix=" + project.path() + "-main-" + commit + "/", "-o", folder.resolve("git.tar").toString(), "main");
            unpack(folder.resolve("git.tar"), theirs);
            assertThat(said("diff", "-r", "--no-dereference", theirs.toString(), ours.toString())).as(format).isEmpty();
            assertThat(java.nio.file.Files.isExecutable(ours.resolve(project.path() + "-main-" + commit + "/run.sh"))).isTrue();
        }
        assertThat(new String(bytes(api + "/archive.tar?path=maps/s%C3%BCd&sha=" + commit), StandardCharsets.UTF_8)).contains("South").doesNotContain("Nördlich");
        assertThat(bytes(project.url() + "/-/archive/main/atlas.zip")).startsWith('P', 'K');
        assertThat(browser.program(company.ana()).get(api + "/archive.rar").status()).isEqualTo(404);
        assertThat(browser.program(company.ana()).get(api + "/archive.zip?sha=gone").body()).contains("\"message\":\"404 File Not Found\"");
        assertThat(browser.program(company.ana()).get(api + "/archive?path=none").status()).isEqualTo(404);
        assertThat(browser.as(company.kei()).get(project.url() + "/-/archive/main").status()).isEqualTo(404);
        assertThat(browser.as(company.gwen()).get(project.url() + "/-/archive/main/x.zip").status()).isEqualTo(404);
    }

    byte[] bytes(String path) throws Exception {
        var token = tokens.create(company.ana().id(), "reader", List.of("api"), null).text();
        var session = browser.as(company.ana()).cookie();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(browser.address() + path));
            request = path.startsWith("/api") ? request.header("PRIVATE-TOKEN", token) : request.header("Cookie", session);
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Disposition")).get().asString().startsWith("attachment");
            return response.body();
        }
    }

    static void unpack(Path archive, Path into) throws Exception {
        if (archive.toString().endsWith(".zip")) {
            assertThat(said("python3", "-c", """
                    import os, stat, sys, zipfile
                    with zipfile.ZipFile(sys.argv[1]) as z:
                        for i in z.infolist():
                            mode = i.external_attr >> 16
                            path = os.path.join(sys.argv[2], i.filename)
                            if stat.S_ISLNK(mode): os.symlink(z.read(i), path.encode())
                            else:
                                z.extract(i, sys.argv[2])
                                os.chmod(path, mode & 0o777)
                    """, archive.toString(), into.toString())).isEmpty();
        } else {
            assertThat(said("tar", "-xf", archive.toString(), "-C", into.toString())).isEmpty();
        }
    }

    static String said(String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tags_are_made_listed_and_removed_by_page_api_and_git() {
        var ana = browser.as(company.ana());
        assertThat(ana.post(project.url() + "/-/tags", "name", "v1.0", "from", "main", "message", "The first one").status()).isEqualTo(303);
        var listed = ana.get(project.url() + "/-/tags");
        assertThat(listed.text(".rows")).contains("v1.0", "The first one", "Odd files");
        git.run("fetch", "-q", "--tags", "origin");
        assertThat(git.run("cat-file", "-p", "v1.0")).contains("tagger Ana Ferreira <ana@halyard.example>", "The first one");
        git.run("tag", "v1.10");
        git.run("tag", "v1.9");
        git.run("push", "-q", "origin", "v1.10", "v1.9");
        var program = browser.program(company.ana());
        assertThat(program.get(api + "/tags?order_by=version").json().findValuesAsString("name")).containsExactly("v1.10", "v1.9", "v1.0");
        assertThat(program.get(api + "/tags?search=%5Ev1.1").json()).hasSize(1);
        assertThat(program.post(api + "/tags", "tag_name", "v1.0", "ref", "main").body()).isEqualTo("{\"message\":\"Tag v1.0 already exists\"}");
        assertThat(program.post(api + "/tags", "tag_name", "-v", "ref", "main").status()).isEqualTo(400);
        assertThat(program.post(api + "/tags", "tag_name", "v2", "ref", "main").body()).contains("\"name\":\"v2\"", "\"message\":\"\"", "\"protected\":false");
        assertThat(program.delete(api + "/tags/v2").status()).isEqualTo(204);
        assertThat(program.get(api + "/tags/v2").status()).isEqualTo(404);
        assertThat(ana.post(project.url() + "/-/tags", "name", "a b", "from", "main", "message", "").status()).isEqualTo(422);
        assertThat(ana.post(project.url() + "/-/tags/removal", "name", "v1.9").status()).isEqualTo(303);
        assertThat(browser.as(company.kei()).post(project.url() + "/-/tags/removal", "name", "v1.0").status()).isEqualTo(403);
        assertThat(git.run("ls-remote", "--tags", "origin")).contains("v1.10").doesNotContain("v1.9");
    }

    @Test
    void branches_tell_how_far_apart_they_are_and_are_compared() {
        git.run("checkout", "-q", "-b", "topic/one");
        git.write("maps/new.md", "New\n").commit("A new map");
        git.run("push", "-q", "origin", "topic/one");
        git.run("checkout", "-q", "main");
        git.write("run.sh", "#!/bin/sh\necho\n").commit("Say something");
        git.run("push", "-q", "origin", "main");
        var ana = browser.as(company.ana());
        assertThat(ana.get(project.url() + "/-/branches").text(".rows")).contains("default", "topic/one", "1 ahead, 1 behind");
        assertThat(ana.get(project.url() + "/-/branches?search=nothing").body()).contains("No branch is called so");
        assertThat(ana.post(project.url() + "/-/branches", "name", "two", "from", "topic/one").status()).isEqualTo(303);
        assertThat(ana.post(project.url() + "/-/branches", "name", "-x", "from", "main").status()).isEqualTo(422);
        var compared = ana.get(project.url() + "/-/compare/main...topic/one");
        assertThat(compared.text("main")).contains("One commit", "A new map", "maps/new.md").doesNotContain("Say something");
        assertThat(ana.get(project.url() + "/-/compare/main..topic/one").text("main")).contains("run.sh", "maps/new.md");
        assertThat(ana.get(project.url() + "/-/compare/main...gone").status()).isEqualTo(404);
        assertThat(ana.get(project.url() + "/-/compare?from=main&to=topic/one").header("Location")).isEqualTo(project.url() + "/-/compare/main...topic/one");
        var program = browser.program(company.ana());
        var tip = git.run("rev-parse", "topic/one");
        assertThat(program.get(api + "/commits/" + tip + "/refs").json().findValuesAsString("name")).containsExactly("topic/one", "two");
        assertThat(program.get(api + "/commits/" + tip + "/sequence").json().get("count").asInt()).isEqualTo(2);
        assertThat(program.get(api + "/contributors").body()).contains("\"name\":\"Ana Ferreira\"", "\"commits\":2");
        assertThat(program.json("POST", api + "/commits/" + tip + "/cherry_pick", "{\"branch\":\"main\",\"dry_run\":true}").body()).isEqualTo("{\"dry_run\":\"success\"}");
        assertThat(program.get(api + "/files/maps%2Fnew.md?ref=main").status()).isEqualTo(404);
        var picked = program.json("POST", api + "/commits/" + tip + "/cherry_pick", "{\"branch\":\"main\"}");
        assertThat(picked.status()).as(picked.body()).isEqualTo(201);
        assertThat(program.json("POST", api + "/commits/" + tip + "/cherry_pick", "{\"branch\":\"main\"}").body()).contains("\"error_code\":\"empty\"");
        var reverted = program.json("POST", api + "/commits/" + picked.json().get("id").asString() + "/revert", "{\"branch\":\"main\"}");
        assertThat(reverted.body()).contains("Revert \\\"A new map\\\"");
        assertThat(program.delete(api + "/merged_branches").status()).isEqualTo(202);
        var walked = new ArrayList<String>();
        for (var next = api + "/tree?recursive=true&pagination=keyset&per_page=3"; next != null; ) {
            var page = program.get(next);
            walked.addAll(page.json().findValuesAsString("path"));
            var link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        assertThat(walked).doesNotHaveDuplicates().hasSize(git.run("ls-tree", "-r", "-t", "main").split("\n").length);
    }

    @Test
    void odd_addresses_of_the_api_are_answered_in_json() {
        var program = browser.program(company.ana());
        for (var path : List.of("/files/a.md?ref=%00", "/files/..%2F..%2Fetc%2Fpasswd?ref=main", "/files/%2E%2E?ref=main", "/blobs/zz",
                "/blobs/" + "0".repeat(40), "/blobs/" + git.run("rev-parse", "HEAD"), "/blobs/" + git.run("rev-parse", "HEAD") + "/raw", "/commits/main%40%7B1%7D",
                "/branches/%2F", "/tree?ref=%00", "/tree?path=%00", "/tree?path=maps/../..", "/compare?from=main&to=%00", "/archive.zip?path=%00", "/files/%ff%fe?ref=main", "/tags/a%2F%2Fb",
                "/commits?ref_name=%5B", "/branches?search=%00", "/merge_base?refs[]=main", "/contributors?ref=gone")) {
            var answer = program.get(api + path);
            assertThat(answer.status()).as(path + " " + answer.body()).isIn(200, 400, 404);
            assertThat(answer.header("Content-Type")).as(path + " " + answer.body()).isEqualTo("application/json");
        }
    }
}
