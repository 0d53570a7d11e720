package antipode.git;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/// Packs are made anew, and nobody who pushes or clones meanwhile notices.
@SpringBootTest(
        classes = GitRoom.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"antipode.background=false", "antipode.git.object=1048576", "antipode.git.repository=8388608"})
@ContextConfiguration(initializers = TestWorkspace.class)
class HousekeepingTest {

    @LocalServerPort int port;
    @Autowired Repositories repositories;
    @Autowired Housekeeping housekeeping;
    @Autowired Packs packs;
    @Autowired JdbcClient jdbc;
    @TempDir Path folder;

    long repository;
    Git git;

    @BeforeEach
    void a_repository_of_many_pushes() {
        repository = GitHttpTest.LAST.incrementAndGet();
        git = Git.begin(folder.resolve("first"));
        git.run("remote", "add", "origin", url());
        for (int i = 0; i < 20; i++) {
            push(i);
        }
    }

    void push(int number) {
        git.write("pages/" + number % 7 + ".md", "Page\n".repeat(number + 1) + "as of " + number + "\n").commit("Push " + number);
        git.run("push", "-q", "origin", "main");
    }

    String url() {
        return "http://ana:secret@localhost:" + port + "/halyard/crew/" + repository + ".git";
    }

    Git soundClone(String name) {
        var clone = Git.clone(url(), folder.resolve(name));
        clone.run("fsck", "--full", "--strict");
        assertThat(clone.run("rev-parse", "HEAD")).isEqualTo(git.run("rev-parse", "main"));
        return clone;
    }

    List<String> live() {
        return jdbc.sql("select source from git_pack where repository = :r and state = 'live' order by source").param("r", repository).query(String.class).list();
    }

    long retired() {
        return jdbc.sql("select count(*) from git_pack where repository = :r and state = 'retired'").param("r", repository).query(Long.class).single();
    }

    @Test
    void many_small_packs_become_one() {
        assertThat(live()).hasSize(20);
        assertThat(housekeeping.compact(repository)).isTrue();
        assertThat(live()).containsExactly("COMPACT");
        assertThat(retired()).isEqualTo(20);
        soundClone("compacted");
        push(21);
        soundClone("and_pushed");
        packs.sweepRetired(Instant.now().minus(Housekeeping.KEPT));
        assertThat(retired()).as("they live two hours longer").isEqualTo(20);
        packs.sweepRetired(Instant.now().plusSeconds(1));
        assertThat(retired()).isZero();
        soundClone("swept");
    }

    @Test
    void a_collection_leaves_a_pack_with_a_bitmap_and_keeps_what_refs_ever_pointed_to() throws IOException {
        git.run("tag", "-a", "v1", "-m", "First");
        git.run("push", "-q", "origin", "v1", "main:topic");
        var lost = git.write("topic.md", "Rewritten soon\n").commit("Rewritten soon");
        git.run("push", "-q", "origin", "main:topic");
        git.run("reset", "-q", "--hard", "HEAD^");
        git.run("push", "-q", "--force", "origin", "main:topic");
        try (var open = repositories.open(repository)) {
            open.update(PushOrigin.web(1L, null, "Ana", "ana@halyard.example"), "ref", List.of(
                    new GitRepository.Update("refs/merge-requests/1/head", null, org.eclipse.jgit.lib.ObjectId.fromString(lost))));
        }
        assertThat(housekeeping.collect(repository)).isTrue();
        assertThat(live()).containsExactly("GC", "GC_REST");
        assertThat(jdbc.sql("select count(*) from git_pack_file file join git_pack pack on pack.id = file.pack where pack.repository = :r and pack.state = 'live' and file.extension = 'bitmap'")
                .param("r", repository).query(Long.class).single()).isEqualTo(1);
        packs.sweepRetired(Instant.now().plusSeconds(1));
        var clone = soundClone("collected");
        clone.run("fetch", "-q", "origin", "refs/merge-requests/1/head");
        assertThat(clone.run("rev-parse", "FETCH_HEAD")).isEqualTo(lost);
        push(22);
        soundClone("and_pushed");
        assertThat(housekeeping.collect(repository)).isTrue();
        soundClone("twice");
        assertThat(live()).containsExactly("GC", "GC_REST");
    }

    @Test
    void a_clone_under_way_and_pushes_meanwhile_lose_nothing() throws Exception {
        try (var reading = repositories.open(repository); var reader = reading.newObjectReader()) {
            var head = reading.exactRef("refs/heads/main").getObjectId();
            assertThat(reader.has(head)).isTrue();
            var stop = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var packing = threads.submit(() -> {
                    int rounds = 0;
                    while (!stop.get()) {
                        housekeeping.collect(repository);
                        housekeeping.compact(repository);
                        rounds++;
                    }
                    return rounds;
                });
                var cloning = threads.submit(() -> {
                    for (int i = 0; i < 4; i++) {
                        Git.clone(url(), folder.resolve("meanwhile" + i)).run("fsck", "--full", "--strict");
                    }
                    return 0;
                });
                for (int i = 30; i < 45; i++) {
                    push(i);
                }
                cloning.get();
                stop.set(true);
                assertThat(packing.get()).isPositive();
            }
            // It began before all of that, and reads what it began with.
            try (var walk = new org.eclipse.jgit.revwalk.ObjectWalk(reading)) {
                walk.markStart(walk.parseCommit(head));
                while (walk.next() != null) {}
                for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
                    reader.open(object).getSize();
                }
            }
        }
        soundClone("after");
        assertThat(git.run("rev-list", "--count", "HEAD")).isEqualTo("35");
    }

    @Test
    void what_nothing_points_to_is_set_aside_and_dropped_a_day_later() {
        var before = live().size();
        try (var open = repositories.open(repository); var inserter = open.newObjectInserter()) {
            inserter.insert(org.eclipse.jgit.lib.Constants.OBJ_BLOB, "abandoned".getBytes());
            inserter.flush();
            jdbc.sql("update git_pack set state = 'live' where repository = :r and state = 'staged'").param("r", repository).update();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(live()).hasSize(before + 1);
        housekeeping.collect(repository);
        assertThat(live()).containsExactly("GC", "UNREACHABLE_GARBAGE");
        jdbc.sql("update git_pack set staged_at = staged_at - interval '2 days' where repository = :r and source = 'UNREACHABLE_GARBAGE'").param("r", repository).update();
        housekeeping.collect(repository);
        assertThat(live()).containsExactly("GC");
        soundClone("sound");
    }

    @Test
    void the_minutely_round_compacts_what_is_crowded() {
        housekeeping.tidy();
        assertThat(live()).containsExactly("COMPACT");
    }
}
