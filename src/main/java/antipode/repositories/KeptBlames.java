package antipode.repositories;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Blames that were computed once: of a file as the last commit that touched it left it, with the commits of one version of
/// `.git-blame-ignore-revs` looked through.
@Component
class KeptBlames {

    private final JdbcClient jdbc;

    KeptBlames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known by now: where a search ended, what later ones have found is put in.
    @Nullable Blame find(long project, String commit, String path, String ignored) {
        var kept = read(project, commit, path, ignored);
        if (kept == null || !kept.open()) {
            return kept;
        }
        var known = kept;
        for (var more = further(known, project, ignored); !more.equals(known); more = further(known, project, ignored)) {
            known = more;
        }
        if (!known.equals(kept) && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            keep(project, commit, path, ignored, known);
        }
        return known;
    }

    private Blame further(Blame blame, long project, String ignored) {
        var composed = new Blame.Composed();
        var older = new HashMap<List<String>, Optional<Blame>>();
        for (var range : blame.ranges()) {
            var found = !range.open() ? Optional.<Blame>empty() : older.computeIfAbsent(
                    List.of(range.commit(), range.originalPath()),
                    _ -> Optional.ofNullable(read(project, range.commit(), range.originalPath(), ignored)));
            composed.add(found
                    .map(known -> known.within(range.originalLine(), range.originalLine() + range.length() - 1))
                    .orElse(List.of(range)));
        }
        return composed.blame();
    }

    private @Nullable Blame read(long project, String commit, String path, String ignored) {
        return jdbc.sql("select ranges from blame where project_id = :project and commit = :commit and path = :path and ignored = :ignored")
                .param("project", project)
                .param("commit", commit)
                .param("path", path)
                .param("ignored", ignored)
                .query(String.class)
                .optional()
                .map(Blame::read)
                .orElse(null);
    }

    void keep(long project, String commit, String path, String ignored, Blame blame) {
        jdbc.sql("""
                insert into blame (project_id, commit, path, ignored, ranges) values (:project, :commit, :path, :ignored, :ranges)
                on conflict (project_id, commit, path, ignored) do update set ranges = excluded.ranges""")
                .param("project", project)
                .param("commit", commit)
                .param("path", path)
                .param("ignored", ignored)
                .param("ranges", blame.written())
                .update();
    }

    /// Forgets what went by other versions of the file.
    void forgetOthers(long project, String ignored) {
        jdbc.sql("delete from blame where project_id = :project and ignored <> :ignored")
                .param("project", project)
                .param("ignored", ignored)
                .update();
    }
}
