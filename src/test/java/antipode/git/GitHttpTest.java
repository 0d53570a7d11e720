package antipode.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import antipode.testing.TestWorkspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The room alone, spoken to by the real git.
@SpringBootTest(
        classes = GitRoom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"antipode.background=false", "antipode.git.object=1048576", "antipode.git.repository=8388608"})
@ExtendWith(OutputCaptureExtension.class)
@ContextConfiguration(initializers = TestWorkspace.class)
class GitHttpTest {

    @LocalServerPort int port;
    @Autowired Repositories repositories;
    @Autowired JdbcClient jdbc;
    @Autowired GitRoom.Listener listener;
    @Autowired GitRoom.Rule rule;
    @TempDir Path folder;

    static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis());
    long repository;

    @BeforeEach
    void another_repository() {
        repository = LAST.incrementAndGet();
        listener.failing = false;
        listener.seen.clear();
    }

    String url() {
        return url("ana:secret");
    }

    String url(String account) {
        return "http://" + account + "@localhost:" + port + "/halyard/crew/" + repository + ".git";
    }

    Git pushed(int commits) {
        var git = Git.begin(folder.resolve("first"));
        git.run("remote", "add", "origin", url());
        for (int i = 0; i < commits; i++) {
            git.write("crossings/" + i + ".md", "Crossing " + i + "\n".repeat(i)).commit("Crossing " + i);
        }
        git.run("push", "-q", "origin", "main");
        return git;
    }

    @Test
    void what_is_pushed_is_cloned_and_sound() {
        var git = pushed(20);
        git.run("tag", "-a", "v1", "-m", "First");
        git.run("push", "-q", "origin", "v1", "main:refs/heads/topic/one");
        for (var version : List.of("0", "1", "2")) {
            var clone = Git.clone(url(), folder.resolve("clone" + version), "-c", "protocol.version=" + version);
            clone.run("fsck", "--full", "--strict");
            assertThat(clone.run("rev-parse", "HEAD", "v1", "origin/topic/one")).isEqualTo(git.run("rev-parse", "main", "v1", "main"));
            assertThat(clone.run("ls-tree", "-r", "HEAD")).isEqualTo(git.run("ls-tree", "-r", "HEAD"));
        }
        git.write("crossings/new.md", "New\n").commit("One more");
        git.run("push", "-q", "origin", "main");
        var clone = new Git(folder.resolve("clone2"));
        clone.run("pull", "-q");
        assertThat(clone.run("rev-parse", "HEAD")).isEqualTo(git.run("rev-parse", "HEAD"));
        clone.run("fsck", "--full", "--strict");
    }

    @Test
    void an_empty_repository_can_be_cloned() {
        var clone = Git.clone(url(), folder.resolve("empty"));
        assertThat(clone.attempt("rev-parse", "--verify", "HEAD").ok()).isFalse();
    }

    @Test
    void a_shallow_and_a_partial_clone_work() {
        pushed(20);
        var shallow = Git.clone(url(), folder.resolve("shallow"), "--depth", "3");
        assertThat(shallow.run("rev-list", "--count", "HEAD")).isEqualTo("3");
        shallow.write("crossings/shallow.md", "Shallow\n").commit("From a shallow clone");
        shallow.run("push", "-q", "origin", "main");
        shallow.run("fetch", "-q", "--unshallow");
        assertThat(shallow.run("rev-list", "--count", "HEAD")).isEqualTo("21");
        shallow.run("fsck", "--full", "--strict");
        var partial = Git.clone(url(), folder.resolve("partial"), "--filter=blob:none");
        assertThat(partial.run("rev-list", "--count", "HEAD")).isEqualTo("21");
    }

    @Test
    void a_branch_without_ancestors_may_share_files_with_another() {
        var git = pushed(3);
        git.run("checkout", "-q", "--orphan", "apart");
        git.commit("The same files, from nothing");
        git.run("push", "-q", "origin", "apart");
        Git.clone(url(), folder.resolve("both")).run("fsck", "--full", "--strict");
    }

    @Test
    void the_first_branch_pushed_becomes_the_head() {
        var git = Git.begin(folder.resolve("first"));
        git.write("a", "a\n").commit("One");
        git.run("push", "-q", url(), "main:trunk");
        assertThat(repositories.head(repository)).isEqualTo("trunk");
        assertThat(git.attempt("push", url(), ":trunk").out()).contains("the default branch cannot be deleted");
    }

    @Test
    void refs_are_refused_singly() {
        var git = pushed(2);
        git.run("branch", "frozen/one");
        git.run("branch", "free");
        var outcome = git.attempt("push", "origin", "frozen/one", "free");
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.out()).contains("[remote rejected] frozen/one -> frozen/one (frozen for the winter)").contains("[new branch]      free -> free");
        assertThat(git.run("ls-remote", url())).contains("refs/heads/free").doesNotContain("frozen");
    }

    @Test
    void atomic_is_all_or_none() {
        var git = pushed(2);
        git.run("branch", "frozen/one");
        git.run("branch", "free");
        assertThat(git.attempt("push", "--atomic", "origin", "frozen/one", "free").ok()).isFalse();
        assertThat(git.run("ls-remote", url())).doesNotContain("refs/heads/free").doesNotContain("frozen");
        git.run("push", "-q", "--atomic", "origin", "free", "main:other");
        assertThat(git.run("ls-remote", url())).contains("refs/heads/free").contains("refs/heads/other");
    }

    @Test
    void a_branch_and_a_folder_of_branches_cannot_have_one_name() {
        var git = pushed(1);
        git.run("push", "-q", "origin", "main:topic/one");
        assertThat(git.attempt("push", "origin", "main:topic").out()).contains("cannot exist beside refs/heads/topic/one");
        assertThat(git.attempt("push", "origin", "main:topic/one/deep").out()).contains("cannot exist beside refs/heads/topic/one");
        git.run("push", "-q", "origin", "main:topic-two", "main:topics");
        git.run("push", "-q", "origin", ":topic/one", "main:topic");
        assertThat(git.run("ls-remote", url())).contains("refs/heads/topic\n").doesNotContain("topic/one");
    }

    @Test
    void hidden_namespaces_cannot_be_pushed() {
        var git = pushed(1);
        assertThat(git.attempt("push", "origin", "main:refs/merge-requests/1/head").out()).contains("only branches, tags and notes");
        var blob = git.attempt("hello".getBytes(), "hash-object", "-w", "--stdin").out().strip();
        git.run("tag", "blob", blob);
        assertThat(git.attempt("push", "origin", "blob:refs/heads/blob").ok()).isFalse();
        git.run("push", "-q", "origin", "blob");
    }

    /// A commit that only this ref reaches; its id.
    String hidden(Git git, String ref) throws IOException {
        var secret = git.write("hidden.md", "Hidden " + ref + "\n").commit("Hidden");
        git.run("push", "-q", "origin", "main:tmp");
        try (var open = repositories.open(repository)) {
            var id = ObjectId.fromString(secret);
            open.update(PushOrigin.web(1L, null, "Ana", "ana@halyard.example"), "ref",
                    List.of(new GitRepository.Update(ref, null, id), new GitRepository.Update("refs/heads/tmp", id, null)));
        }
        git.run("reset", "-q", "--hard", "HEAD^");
        return secret;
    }

    @Test
    void a_proposals_head_is_fetched_by_name_and_told_to_nobody_else() throws IOException {
        var git = pushed(2);
        var head = hidden(git, "refs/merge-requests/1/head");
        for (var version : List.of("0", "1", "2")) {
            assertThat(git.run("-c", "protocol.version=" + version, "ls-remote", "origin")).as(version).doesNotContain("merge-requests");
        }
        git.run("fetch", "-q", "origin", "refs/merge-requests/1/head");
        assertThat(git.run("rev-parse", "FETCH_HEAD")).isEqualTo(head);
        var clone = Git.clone(url(), folder.resolve("reviewer"));
        assertThat(clone.run("for-each-ref")).doesNotContain("merge-requests");
        clone.run("fetch", "-q", "origin", "+refs/merge-requests/*/head:refs/remotes/origin/mr/*");
        assertThat(clone.run("rev-parse", "refs/remotes/origin/mr/1")).isEqualTo(head);
    }

    @Test
    void what_no_ref_reaches_is_not_fetched_by_its_id() throws IOException {
        var git = pushed(2);
        var gone = hidden(git, "refs/merge-requests/1/head");
        try (var open = repositories.open(repository)) {
            open.update(PushOrigin.web(1L, null, "Ana", "ana@halyard.example"), "ref",
                    List.of(new GitRepository.Update("refs/merge-requests/1/head", ObjectId.fromString(gone), null)));
        }
        var blob = git.run("rev-parse", gone + ":hidden.md");
        for (var version : List.of("0", "2")) {
            var clone = Git.clone(url(), folder.resolve("curious" + version), "-c", "protocol.version=" + version);
            assertThat(clone.attempt("fetch", "origin", gone).out()).containsAnyOf("not our ref", "not valid", "unadvertised");
            assertThat(clone.attempt("fetch", "origin", blob).ok()).isFalse();
            clone.run("fetch", "-q", "origin", git.run("rev-parse", "HEAD^"));
        }
    }

    @Test
    void what_is_no_git_is_refused_and_no_error_of_ours() throws Exception {
        pushed(1);
        var bodies = List.of("", "hello", "GET / HTTP/1.1", "zzzz", "0004", "0000", "ffff", "0009abcde0000", "00000000PACK", "\0\0\0\0");
        for (var service : List.of("git-receive-pack", "git-upload-pack")) {
            for (var body : bodies) {
                var answer = send(service, body.getBytes(StandardCharsets.ISO_8859_1), Map.of());
                assertThat(answer.statusCode()).as(service + " " + body + ": " + answer.body()).isLessThan(500);
            }
            assertThat(send(service, "hello".getBytes(), Map.of()).statusCode()).isEqualTo(400);
            assertThat(send(service, "hello".getBytes(), Map.of("Content-Encoding", "gzip")).statusCode()).isEqualTo(400);
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(zipped)) {
                gzip.write("no git within".getBytes());
            }
            assertThat(send(service, zipped.toByteArray(), Map.of("Content-Encoding", "gzip")).statusCode()).isBetween(200, 499);
            assertThat(send(service, Arrays.copyOf(zipped.toByteArray(), 9), Map.of("Content-Encoding", "gzip")).statusCode()).isBetween(200, 499);
            var listing = new ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(listing)) {
                gzip.write("0014command=ls-refs\n0000".getBytes());
            }
            if (service.equals("git-upload-pack")) {
                assertThat(send(service, listing.toByteArray(), Map.of("Content-Encoding", "gzip", "Git-Protocol", "version=2")).body()).contains("refs/heads/main");
            }
            var version2 = send(service, "0014command=ls-refs\n0000".getBytes(), Map.of("Git-Protocol", "version=2"));
            assertThat(version2.statusCode()).isLessThan(500);
            assertThat(send(service, "0013command=unknown0000".getBytes(), Map.of("Git-Protocol", "version=2")).statusCode()).isLessThan(500);
        }
    }

    HttpResponse<String> send(String service, byte[] body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/halyard/crew/" + repository + ".git/" + service))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("ana:secret".getBytes()))
                .header("Content-Type", "application/x-" + service + "-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void nobody_is_asked_to_sign_in_and_a_reader_may_not_write() {
        var git = pushed(1);
        assertThat(git.attempt("ls-remote", url("nobody:wrong")).out()).contains("Authentication failed");
        assertThat(git.attempt("push", url("reader:secret"), "main:x").out()).contains("403");
        git.run("ls-remote", url("reader:secret"));
        var gone = url().replace("/crew/", "/gone/");
        assertThat(git.attempt("ls-remote", gone).out()).contains("not found");
    }

    @Test
    void too_large_a_file_or_repository_is_refused_with_a_sentence() throws IOException {
        var git = pushed(1);
        var random = new Random(7);
        var bytes = new byte[1_200_000];
        random.nextBytes(bytes);
        Files.write(git.folder().resolve("large.bin"), bytes);
        git.commit("Large");
        assertThat(git.attempt("push", "origin", "main").out()).contains("a file may have 1 MiB");
        git.run("reset", "-q", "--hard", "HEAD^");
        for (int i = 0; i < 10; i++) {
            var part = new byte[900_000];
            random.nextBytes(part);
            Files.write(git.folder().resolve(i + ".bin"), part);
        }
        git.commit("Many");
        assertThat(git.attempt("push", "origin", "main").out()).contains("this repository may hold 8 MiB");
        assertThat(staged()).isZero();
        git.run("reset", "-q", "--hard", "HEAD^");
        git.write("small", "small\n").commit("Small");
        git.run("push", "-q", "origin", "main");
    }

    @Test
    void a_refused_push_is_a_line_in_the_log_and_no_failure_of_ours(CapturedOutput output) throws IOException {
        var git = pushed(1);
        java.nio.file.Files.write(git.folder().resolve("large.bin"), new byte[2 << 20]);
        git.commit("Too large");
        assertThat(git.attempt("push", "-q", "origin", "main").ok()).isFalse();
        assertThat(output.getAll()).contains("A push or a fetch was refused: Object too large").doesNotContain("\tat ");
    }

    @Test
    void unsound_objects_are_refused() {
        var git = pushed(1);
        var blob = git.attempt("x".getBytes(), "hash-object", "-w", "--stdin").out().strip();
        for (var name : List.of(".git", ".GIT", "git~1", ".git:x", "a\\b")) {
            var tree = git.attempt(("100644 blob " + blob + "\t" + name + "\n").getBytes(), "mktree").out().strip();
            refused(git, tree);
        }
        refused(git, git.attempt(("120000 blob " + blob + "\t.gitmodules\n").getBytes(), "mktree").out().strip());
        var url = git.attempt("[submodule \"a\"]\n\tpath = a\n\turl = -u./payload\n".getBytes(), "hash-object", "-w", "--stdin").out().strip();
        refused(git, git.attempt(("100644 blob " + url + "\t.gitmodules\n").getBytes(), "mktree").out().strip());
        var line = git.attempt(("*.md " + "x".repeat(3000) + "\n").getBytes(), "hash-object", "-w", "--stdin").out().strip();
        refused(git, git.attempt(("100644 blob " + line + "\t.gitattributes\n").getBytes(), "mktree").out().strip());
        var tree = git.run("rev-parse", "HEAD^{tree}");
        var commit = "tree " + tree + "\nauthor Nobody <broken 1 +0000\ncommitter Nobody <a@b> 1 +0000\n\nBroken\n";
        var broken = git.attempt(commit.getBytes(), "hash-object", "-t", "commit", "-w", "--literally", "--stdin").out().strip();
        assertThat(git.attempt("push", "origin", broken + ":refs/heads/broken").ok()).isFalse();
        assertThat(staged()).isZero();
        Git.clone(url(), folder.resolve("sound")).run("fsck", "--full", "--strict");
    }

    void refused(Git git, String tree) {
        var commit = git.run("commit-tree", "-m", "Unsound", tree);
        var outcome = git.attempt("push", "origin", commit + ":refs/heads/unsound");
        assertThat(outcome.ok()).as(git.run("ls-tree", tree) + outcome.out()).isFalse();
    }

    @Test
    void half_and_corrupt_packs_change_nothing() throws Exception {
        var git = pushed(5);
        var before = git.run("rev-parse", "HEAD");
        var after = git.write("x", "x\n".repeat(1000)).commit("Half");
        git.attempt((after + "\n^" + before + "\n").getBytes(), "pack-objects", "--revs", "half").out();
        byte[] pack;
        try (var files = Files.list(git.folder())) {
            pack = Files.readAllBytes(files.filter(file -> file.toString().endsWith(".pack")).findFirst().orElseThrow());
        }
        var corrupt = pack.clone();
        corrupt[corrupt.length / 2] ^= 0x55;
        for (var sent : List.of(Arrays.copyOf(pack, pack.length / 2), Arrays.copyOf(pack, pack.length - 3), corrupt, new byte[0])) {
            var answer = post(before, after, sent);
            assertThat(answer).as(answer).contains("unpack error");
        }
        // Sound bytes, but their parents' trees are missing here.
        var orphan = git.attempt(("tree " + "1".repeat(40) + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nOrphan\n").getBytes(),
                "hash-object", "-t", "commit", "-w", "--stdin", "--literally").out().strip();
        git.attempt((orphan + "\n").getBytes(), "pack-objects", "orphan");
        try (var files = Files.list(git.folder())) {
            pack = Files.readAllBytes(files.filter(file -> file.getFileName().toString().startsWith("orphan") && file.toString().endsWith(".pack")).findFirst().orElseThrow());
        }
        assertThat(post(before, orphan, pack)).contains("unpack error").contains("issing");
        assertThat(git.run("ls-remote", url(), "main")).startsWith(before);
        assertThat(staged()).isZero();
    }

    String post(String before, String after, byte[] pack) throws Exception {
        var body = new ByteArrayOutputStream();
        var line = before + " " + after + " refs/heads/main\0 report-status\n";
        body.write("%04x%s0000".formatted(line.length() + 4, line).getBytes());
        body.write(pack);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/halyard/crew/" + repository + ".git/git-receive-pack"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("ana:secret".getBytes()))
                .header("Content-Type", "application/x-git-receive-pack-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    @Test
    void of_racing_pushes_exactly_one_wins_and_no_commit_is_lost() throws Exception {
        race(6);
    }

    @Test
    @org.junit.jupiter.api.Tag("long")
    void of_a_hundred_racing_pushes_exactly_one_wins_and_no_commit_is_lost() throws Exception {
        race(100);
    }

    void race(int pushers) throws Exception {
        pushed(1);
        var clones = IntStream.range(0, pushers).mapToObj(i -> Git.clone(url(), folder.resolve("racer" + i))).toList();
        for (int round = 0; round < 3; round++) {
            int number = round;
            for (var clone : clones) {
                clone.run("fetch", "-q");
                clone.run("reset", "-q", "--hard", "origin/main");
                clone.write(clone.folder().getFileName() + "-" + number, "x\n").commit("Round " + number);
            }
            var start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var outcomes = clones.stream().map(clone -> threads.submit(() -> {
                    start.await();
                    return clone.attempt("push", "origin", "main");
                })).toList();
                start.countDown();
                int won = 0;
                for (var outcome : outcomes) {
                    won += outcome.get().ok() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        }
        var clone = Git.clone(url(), folder.resolve("after"));
        clone.run("fsck", "--full", "--strict");
        assertThat(clone.run("rev-list", "--count", "HEAD")).isEqualTo("4");
        assertThat(clone.run("rev-list", "--merges", "--count", "HEAD")).isEqualTo("0");
        assertThat(repositories.moves(repository, "refs/heads/main", 100)).hasSize(4);
        assertThat(staged()).isZero();
    }

    @Test
    void racing_creators_of_conflicting_names_do_not_both_win() throws Exception {
        var git = pushed(1);
        var other = Git.clone(url(), folder.resolve("other"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                int number = round;
                var file = threads.submit(() -> git.attempt("push", "origin", "main:race" + number));
                var beneath = threads.submit(() -> other.attempt("push", "origin", "main:race" + number + "/x"));
                assertThat(file.get().ok() ^ beneath.get().ok()).isTrue();
            }
        }
    }

    @Test
    void meaning_is_written_in_the_pushs_own_transaction() {
        var git = pushed(1);
        assertThat(listener.seen).containsExactly("refs/heads/main CREATED ana GIT []");
        listener.failing = true;
        git.write("x", "x\n").commit("Two");
        var outcome = git.attempt("push", "origin", "main");
        assertThat(outcome.out()).contains("nothing has changed");
        assertThat(jdbc.sql("select count(*) from git_reflog where repository = :r").param("r", repository).query(Long.class).single()).isEqualTo(1);
        assertThat(git.run("ls-remote", url(), "main")).startsWith(git.run("rev-parse", "HEAD^"));
        assertThat(staged()).isZero();
        listener.failing = false;
        var said = git.attempt("push", "--push-option=merge_request.create", "origin", "main:topic");
        assertThat(said.out()).contains("remote: Ask for a merge: topic");
        assertThat(listener.seen).contains("refs/heads/topic CREATED ana GIT [merge_request.create]");
    }

    @Test
    void the_product_itself_writes_by_the_same_way() throws IOException {
        var git = pushed(1);
        var before = ObjectId.fromString(git.run("rev-parse", "HEAD"));
        var origin = PushOrigin.web(2L, null, "Kei Nakamura", "kei@halyard.example");
        var after = commitByHand(before, origin, "refs/heads/main");
        git.run("pull", "-q", "origin", "main");
        assertThat(git.run("rev-parse", "HEAD")).isEqualTo(after.name());
        git.run("fsck", "--full", "--strict");
        assertThatThrownBy(() -> commitByHand(before, origin, "refs/heads/main"))
                .isInstanceOfSatisfying(RefRefused.class, refused -> assertThat(refused.moved()).isTrue());
        assertThatThrownBy(() -> commitByHand(null, origin, "refs/heads/frozen/x")).hasMessage("frozen for the winter");
        assertThat(staged()).isZero();
    }

    ObjectId commitByHand(ObjectId expected, PushOrigin origin, String ref) throws IOException {
        try (var open = repositories.open(repository); var inserter = open.newObjectInserter()) {
            var tree = new TreeFormatter();
            tree.append("by-hand", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, "hello\n".getBytes()));
            var commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(new PersonIdent(origin.name(), origin.email()));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("By hand " + LAST.incrementAndGet());
            if (expected != null) {
                commit.setParentId(expected);
            }
            var id = inserter.insert(commit);
            inserter.flush();
            assertThat(staged()).isEqualTo(1);
            open.update(origin, "commit", List.of(new GitRepository.Update(ref, expected, id)));
            return id;
        }
    }

    @Test
    void abandoned_packs_are_swept() throws IOException {
        try (var open = repositories.open(repository); var inserter = open.newObjectInserter()) {
            inserter.insert(Constants.OBJ_BLOB, "abandoned".getBytes());
            inserter.flush();
            assertThat(staged()).isEqualTo(1);
            repositories.sweepStaged(Instant.now().minus(Duration.ofHours(1)));
            assertThat(staged()).isEqualTo(1);
            repositories.sweepStaged(Instant.now().plusSeconds(1));
            assertThat(staged()).isZero();
        }
    }

    long staged() {
        return jdbc.sql("select count(*) from git_pack where repository = :r and state = 'staged'").param("r", repository).query(Long.class).single();
    }
}
