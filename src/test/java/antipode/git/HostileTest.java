package antipode.git;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.testing.TestWorkspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/// Repositories that were made to hurt: each is refused, or kept and sound; no answer is an error of ours.
@SpringBootTest(
        classes = GitRoom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"antipode.background=false", "antipode.git.object=33554432", "antipode.git.push=67108864", "antipode.git.repository=134217728"})
@ContextConfiguration(initializers = TestWorkspace.class)
class HostileTest {

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @TempDir Path folder;

    long repository;
    Git git;
    String blob;
    int branches;
    final Map<String, Made> made = new LinkedHashMap<>();

    @BeforeEach
    void a_sound_beginning() {
        repository = GitHttpTest.LAST.incrementAndGet();
        git = Git.begin(folder.resolve("first"));
        git.write("sound.md", "Sound\n").write("x.md", "x\n").commit("Sound");
        git.run("push", "-q", url(), "main");
        blob = git.run("rev-parse", "main:x.md");
    }

    String url() {
        return "http://ana:secret@localhost:" + port + "/halyard/crew/" + repository + ".git";
    }

    record Made(String type, byte[] bytes) {}

    /// As git would hash it, whether it is sound or not; the next pack holds it.
    String object(String type, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update((type + " " + bytes.length + "\0").getBytes());
            var id = HexFormat.of().formatHex(digest.digest(bytes));
            made.put(id, new Made(type, bytes));
            return id;
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    record Entry(String mode, String name, String id) {}

    String tree(Entry... entries) {
        var out = new ByteArrayOutputStream();
        for (var entry : entries) {
            out.writeBytes((entry.mode() + " " + entry.name() + "\0").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(HexFormat.of().parseHex(entry.id()));
        }
        return object("tree", out.toByteArray());
    }

    Entry file(String name) {
        return new Entry("100644", name, blob);
    }

    Entry file(String name, String text) {
        return new Entry("100644", name, object("blob", text.getBytes()));
    }

    Entry link(String name) {
        return new Entry("120000", name, blob);
    }

    String commit(String tree) {
        return object("commit", ("tree " + tree + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nHostile\n").getBytes());
    }

    /// What git itself calls unsound, or what would run or write elsewhere on somebody's machine.
    @Test
    void trees_that_would_hurt_on_somebodys_machine_are_refused() {
        var names = List.of("..", ".", ".git", ".GIT", ".Git", "git~1", "GIT~1", ".git ", ".git.", ".git...", ".g\u200cit", ".gi\u200dt", "\u200c.git", ".git\u200e", "\ufeff.git",
                ".git::$INDEX_ALLOCATION", ".git :x", "git~1.", "GIT~1::$DATA", "a\\b", "..\\x", ".git\\config", "a\u0001b", "", "a/b", "../up", ".git/config",
                "x".repeat(1100));
        for (var name : names) {
            refused("name " + name, commit(tree(file(name))));
        }
        for (var name : List.of(".git", "..", "git~1", ".GIT")) {
            refused("folder " + name, commit(tree(new Entry("40000", name, tree(file("config"))))));
            refused("submodule " + name, commit(tree(new Entry("160000", name, git.run("rev-parse", "HEAD")))));
        }
        for (var name : List.of(".gitmodules", ".GitModules", ".gitmodules. ", ".gitmodules:x", "GITMOD~1", "gi7eba~1", ".gitattributes", ".gitignore", ".mailmap")) {
            refused("link " + name, commit(tree(link(name))));
        }
        refused("twice", commit(tree(file("x"), file("x"))));
        refused("twice, but for case", commit(tree(file("A"), file("a"))));
        refused("twice, but for accents", commit(tree(file("e\u0301"), file("\u00e9"))));
        refused("unsorted", commit(tree(file("b"), file("a"))));
        refused("padded mode", commit(tree(new Entry("0100644", "x", blob))));
        refused("no mode", commit(tree(new Entry("000000", "x", blob))));
        refused("odd mode", commit(tree(new Entry("140000", "x", blob))));
        refused("cut in a name", commit(object("tree", "100644 x".getBytes())));
        refused("cut in an id", commit(object("tree", "100644 x\0abc".getBytes())));
        sound();
    }

    @Test
    void names_that_only_some_system_cannot_keep_come_in_as_they_are() {
        for (var name : List.of(
                "Why? *Now*: a|b, \"c\" <d>.md", "aux", "con.txt", "COM1", "trailing ", "trailing.", "a:b", ".gitkeep", "gitmodules", ".github:x", "git~10")) {
            assertThat(attempt(name, commit(tree(file(name))))).as(name).contains("ok refs/heads/h");
        }
    }

    @Test
    void configuration_that_would_run_something_is_refused() {
        var modules = List.of("url = -u./payload", "url = --upload-pack=touch x", "path = -a\n\turl = ./x", "url = ext::sh -c touch", "url = http://a/%0ahost=b");
        for (var line : modules) {
            var entry = file(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\t" + line + "\n");
            attempt("modules " + line, commit(tree(entry)));
        }
        refused("option as address", commit(tree(file(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = -u./payload\n"))));
        refused("a line end in an address", commit(tree(file(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = http://a/%0ahost=b\n"))));
        refused("a command as address", commit(tree(file(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = ext::sh -c touch\n"))));
        refused("name that climbs", commit(tree(file(".gitmodules", "[submodule \"../../x\"]\n\tpath = a\n\turl = ./x\n"))));
        refused("long attributes", commit(tree(file(".gitattributes", "*.md " + "x".repeat(3000) + "\n"))));
        sound();
    }

    @Test
    void commits_and_tags_that_lie_are_refused() {
        var tree = git.run("rev-parse", "HEAD^{tree}");
        var by = "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nHostile\n";
        var commits = List.of("author A <a@b> 1 +0000\n\nNo tree\n", "tree " + tree + "\n\nNobody\n", "tree " + tree + "\nauthor A a@b 1 +0000\ncommitter A <a@b> 1 +0000\n\nx\n",
                "tree " + tree + "\nauthor A <a@b> x +0000\ncommitter A <a@b> 1 +0000\n\nx\n", "tree " + tree + "\nparent 123\n" + by, "tree " + "z".repeat(40) + "\n" + by, "", "garbage");
        for (var text : commits) {
            refused("commit " + text, object("commit", text.getBytes()));
        }
        refused("a tree that is none", object("commit", ("tree " + blob + "\n" + by).getBytes()));
        refused("a tree that is missing", object("commit", ("tree " + "1".repeat(40) + "\n" + by).getBytes()));
        refused("a parent that is missing", object("commit", ("tree " + tree + "\nparent " + "2".repeat(40) + "\n" + by).getBytes()));
        refused("a file that is missing", commit(tree(new Entry("100644", "x", "3".repeat(40)))));
        refused("a folder that is a file", commit(tree(new Entry("40000", "x", blob))));
        refused("a file that is a folder", commit(tree(new Entry("100644", "x", tree))));
        refused("words without end", object("commit", ("tree " + tree + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n" + "x".repeat(9 << 20)).getBytes()));
        refused("a tag of nothing", object("tag", "object none\ntype commit\ntag x\n\nx\n".getBytes()));
        refused("a tag that lies", object("tag", ("object " + blob + "\ntype commit\ntag x\ntagger A <a@b> 1 +0000\n\nx\n").getBytes()));
        sound();
    }

    @Test
    void trees_without_end_are_refused_and_wide_ones_kept() {
        var bomb = tree(file("x"));
        for (int level = 0; level < 10; level++) {
            var below = bomb;
            bomb = tree(IntStream.range(0, 10).mapToObj(i -> new Entry("40000", "d" + i, below)).toArray(Entry[]::new));
        }
        refused("ten billion files", commit(bomb));
        var deep = tree(file("x"));
        for (int level = 0; level < 510; level++) {
            deep = tree(new Entry("40000", "d", deep));
        }
        refused("five hundred folders deep", commit(deep));
        var wide = commit(tree(IntStream.range(0, 50_000).mapToObj(i -> file("file%05d".formatted(i))).toArray(Entry[]::new)));
        assertThat(attempt("wide", wide)).contains("ok refs/heads/h");
        sound();
    }

    @Test
    void packs_that_lie_are_refused() throws Exception {
        commit(tree(file("x")));
        var pack = pack();
        lie("half", Arrays.copyOf(pack, pack.length / 2));
        lie("no pack", "PACK".getBytes());
        lie("another version", changed(pack, 7, 9));
        lie("billions of objects", changed(changed(changed(pack, 8, 0xff), 9, 0xff), 10, 0xff));
        lie("one object more", changed(pack, 11, pack[11] + 1));
        lie("another sum", changed(pack, pack.length - 1, pack[pack.length - 1] ^ 1));
        lie("something behind", Arrays.copyOf(pack, pack.length + 100));
        lie("an unknown kind", changed(pack, 12, (pack[12] & 0x8f) | 0x50));
        lie("no kind", changed(pack, 12, pack[12] & 0x8f));
        lie("a delta of itself", raw(1, out -> {
            out.write(0x70 | 4);
            out.writeBytes(HexFormat.of().parseHex("4".repeat(40)));
            out.writeBytes(deflated(new byte[] {1, 1, 1, 'x'}));
        }));
        lie("a delta of what lies before the pack", raw(1, out -> {
            out.write(0x60 | 4);
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, 0x7f});
            out.writeBytes(deflated(new byte[] {1, 1, 1, 'x'}));
        }));
        lie("a blob of another length", raw(1, out -> {
            out.write(0x30 | 15);
            out.writeBytes(deflated(new byte[] {1, 2, 3}));
        }));
        lie("deltas that grow beyond what may be held at once", exploding(14));
        lie("a file of zeros beyond the limit", raw(1, out -> {
            size(out, 3, 40 << 20);
            out.writeBytes(deflated(new byte[40 << 20]));
        }));
        sound();
    }

    /// A base of a megabyte, and two deltas of it that hold it many times, and two of the second, and so on: whoever
    /// resolves them holds one of each pair.
    byte[] exploding(int levels) throws Exception {
        return raw(1 + 2 * levels, out -> {
            size(out, 3, 1 << 20);
            out.writeBytes(deflated(new byte[1 << 20]));
            int position = 12;
            long base = 1 << 20;
            for (int level = 0; level < levels; level++) {
                int next = position;
                long result = base;
                for (int twin = 0; twin < 2; twin++) {
                    result = Math.max(base, 30L << 20) + 1 + twin;
                    next = out.size() + 12;
                    var delta = copying(base, result);
                    size(out, 6, delta.length);
                    offset(out, next - position);
                    out.writeBytes(deflated(delta));
                }
                position = next;
                base = result;
            }
        });
    }

    static byte[] copying(long base, long result) {
        var delta = new ByteArrayOutputStream();
        number(delta, base);
        number(delta, result);
        for (long left = result; left > 0; ) {
            int length = (int) Math.min(Math.min(left, base), 0xffffff);
            delta.write(0x80 | 0x70);
            delta.write(length & 0xff);
            delta.write(length >> 8 & 0xff);
            delta.write(length >> 16 & 0xff);
            left -= length;
        }
        return delta.toByteArray();
    }

    interface Writing {
        void write(ByteArrayOutputStream out) throws Exception;
    }

    static byte[] raw(int objects, Writing writing) throws Exception {
        var body = new ByteArrayOutputStream();
        writing.write(body);
        var out = new ByteArrayOutputStream();
        out.writeBytes("PACK".getBytes());
        out.writeBytes(ByteBuffer.allocate(8).putInt(2).putInt(objects).array());
        out.writeBytes(body.toByteArray());
        out.writeBytes(MessageDigest.getInstance("SHA-1").digest(out.toByteArray()));
        return out.toByteArray();
    }

    static void size(ByteArrayOutputStream out, int type, long size) {
        long left = size >> 4;
        out.write((int) (type << 4 | size & 15 | (left > 0 ? 0x80 : 0)));
        for (; left > 0; left >>= 7) {
            out.write((int) (left & 0x7f | (left > 0x7f ? 0x80 : 0)));
        }
    }

    static void number(ByteArrayOutputStream out, long number) {
        for (long left = number; ; left >>= 7) {
            out.write((int) (left & 0x7f | (left > 0x7f ? 0x80 : 0)));
            if (left <= 0x7f) {
                return;
            }
        }
    }

    static void offset(ByteArrayOutputStream out, long distance) {
        var bytes = new ArrayDeque<Integer>();
        bytes.push((int) (distance & 0x7f));
        for (long left = distance >> 7; left > 0; left >>= 7) {
            left--;
            bytes.push((int) (left & 0x7f | 0x80));
        }
        bytes.forEach(out::write);
    }

    static byte[] deflated(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new java.util.zip.DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] changed(byte[] pack, int at, int value) throws Exception {
        var copy = pack.clone();
        copy[at] = (byte) value;
        if (at < pack.length - 20) {
            System.arraycopy(MessageDigest.getInstance("SHA-1").digest(Arrays.copyOf(copy, copy.length - 20)), 0, copy, copy.length - 20, 20);
        }
        return copy;
    }

    @Test
    void refs_with_odd_names_are_refused() {
        var commit = commit(tree(file("x")));
        var whole = pack();
        var names = List.of("refs/heads/..", "refs/heads/a..b", "refs/heads/.x", "refs/heads/x.lock", "refs/heads/a b", "refs/heads/a~b", "refs/heads/a^b", "refs/heads/a:b", "refs/heads/a?b",
                "refs/heads/a*b", "refs/heads/a[b", "refs/heads/a\\b", "refs/heads/a@{b", "refs/heads/", "refs/heads//x", "refs/heads/x/", "refs/heads/-x", "refs/heads/HEAD", "refs/heads/" + "a".repeat(40),
                "refs/heads/a\u0007b", "refs/heads/a\u202eb", "refs/heads/" + "n".repeat(300), "HEAD", "refs/merge-requests/1/head", "refs/../x", "../x", "refs/heads/\u0000x", "refs/kept/x");
        for (var name : names) {
            var answer = post(name, commit, whole);
            assertThat(answer.statusCode()).as(name).isBetween(200, 499);
            assertThat(answer.body()).as(name).doesNotContain("ok " + name + "\n");
        }
        assertThat(git.run("ls-remote", url()).lines().map(line -> line.replaceAll(".*\t", ""))).containsExactly("HEAD", "refs/heads/main");
        sound();
    }

    void refused(String what, String id) {
        assertThat(attempt(what, id)).as(what).doesNotContain("ok refs/heads/h").contains("ng refs/heads/h");
    }

    String attempt(String what, String id) {
        var ref = "refs/heads/h" + ++branches;
        var answer = post(ref, id, pack());
        assertThat(answer.statusCode()).as(what).isEqualTo(200);
        return answer.body().replace(ref, "refs/heads/h");
    }

    void lie(String what, byte[] pack) {
        var answer = post("refs/heads/lie", "5".repeat(40), pack);
        assertThat(answer.statusCode()).as(what).isBetween(200, 499);
        assertThat(answer.body()).as(what).doesNotContain("ok refs/heads/lie");
    }

    /// The objects that were made since the last.
    byte[] pack() {
        made.put(blob, new Made("blob", "x\n".getBytes()));
        try {
            return raw(made.size(), out -> {
                for (var each : made.values()) {
                    size(out, List.of("commit", "tree", "blob", "tag").indexOf(each.type()) + 1, each.bytes().length);
                    out.writeBytes(deflated(each.bytes()));
                }
            });
        } catch (Exception failure) {
            throw new AssertionError(failure);
        } finally {
            made.clear();
        }
    }

    HttpResponse<String> post(String ref, String id, byte[] pack) {
        try (var client = HttpClient.newHttpClient()) {
            var body = new ByteArrayOutputStream();
            var line = ("0".repeat(40) + " " + id + " " + ref + "\0 report-status\n").getBytes(StandardCharsets.UTF_8);
            body.writeBytes("%04x".formatted(line.length + 4).getBytes());
            body.writeBytes(line);
            body.writeBytes("0000".getBytes());
            body.writeBytes(pack);
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/halyard/crew/" + repository + ".git/git-receive-pack"))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("ana:secret".getBytes()))
                    .header("Content-Type", "application/x-git-receive-pack-request")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    void sound() {
        Git.clone(url(), folder.resolve("sound" + ++branches)).run("fsck", "--full", "--strict");
        assertThat(jdbc.sql("select count(*) from git_pack where repository = :r and state = 'staged'").param("r", repository).query(Long.class).single()).isZero();
    }
}
