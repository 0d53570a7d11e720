package antipode.git;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Refs and their log as rows.
@Component
class Refs {

    private final JdbcClient jdbc;
    private final Clock clock;

    Refs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(String name, @Nullable String object, @Nullable String peeled, @Nullable String target) {}

    List<Row> all(long repository) {
        return jdbc.sql("select name, object, peeled, target from git_ref where repository = :repository order by name")
                .param("repository", repository)
                .query((row, _) -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /// Every object that a ref has ever pointed to.
    List<String> everPointedTo(long repository) {
        return jdbc.sql("""
                select before from git_reflog where repository = :repository and before is not null
                union select after from git_reflog where repository = :repository and after is not null""")
                .param("repository", repository)
                .query(String.class)
                .list();
    }

    /// The files that were taken out of a history, which nobody may bring back.
    List<String> refused(long repository) {
        return jdbc.sql("select before from git_rewritten where repository = :repository and refused")
                .param("repository", repository)
                .query(String.class)
                .list();
    }

    /// What an object is called since its history was written anew, by its whole id or how that begins.
    @Nullable String renamed(long repository, String id) {
        return jdbc.sql("select after from git_rewritten where repository = :repository and before like :id || '%' order by before limit 1")
                .param("repository", repository)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    String head(long repository) {
        return jdbc.sql("select target from git_ref where repository = :repository and name = 'HEAD'")
                .param("repository", repository)
                .query(String.class)
                .optional()
                .orElse(Constants.R_HEADS + "main");
    }

    boolean exists(long repository, String ref) {
        return jdbc.sql("select exists (select from git_ref where repository = :repository and name = :ref)")
                .param("repository", repository)
                .param("ref", ref)
                .query(Boolean.class)
                .single();
    }

    void moveHead(long repository, String target) {
        jdbc.sql("""
                insert into git_ref (repository, name, target) values (:repository, 'HEAD', :target)
                on conflict (repository, name) do update set target = excluded.target, object = null""")
                .param("repository", repository)
                .param("target", target)
                .update();
    }

    /// Where the refs are, locked in order of their names. Whoever creates one also locks the repository, as a row
    /// that is not yet there cannot be locked.
    TreeMap<String, String> lock(long repository, Collection<String> names, boolean creating) {
        if (creating) {
            jdbc.sql("select id from git_repository where id = :repository for no key update")
                    .param("repository", repository)
                    .query(Long.class)
                    .optional();
        }
        var found = new TreeMap<String, String>();
        jdbc.sql("""
                select name, object from git_ref
                where repository = :repository and name in (:names) and object is not null
                order by name for update""")
                .param("repository", repository)
                .param("names", names)
                .query(row -> {
                    found.put(row.getString("name"), row.getString("object"));
                });
        return found;
    }

    /// The existing refs beside which this one cannot be: those it is a folder of, or that are a folder to it.
    Set<String> conflicting(long repository, String name) {
        var folders = new HashSet<String>();
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            folders.add(name.substring(0, slash));
        }
        folders.add(name);
        return new HashSet<>(jdbc.sql("""
                select name from git_ref
                where repository = :repository
                  and (name in (:folders) and name <> :name or name >= :name || '/' and name < :name || '0')""")
                .param("repository", repository)
                .param("folders", folders)
                .param("name", name)
                .query(String.class)
                .list());
    }

    /// Called with the ref locked; true if it was where it was expected.
    boolean move(long repository, RefChange change, @Nullable String peeled) {
        return switch (change.kind()) {
            case DELETED -> jdbc.sql("delete from git_ref where repository = :repository and name = :name and object = :before")
                            .param("repository", repository)
                            .param("name", change.name())
                            .param("before", change.before())
                            .update() == 1;
            case CREATED -> jdbc.sql("""
                            insert into git_ref (repository, name, object, peeled) values (:repository, :name, :after, :peeled)
                            on conflict do nothing""")
                            .param("repository", repository)
                            .param("name", change.name())
                            .param("after", change.after())
                            .param("peeled", peeled)
                            .update() == 1;
            case FORWARDED, FORCED -> jdbc.sql("""
                            update git_ref set object = :after, peeled = :peeled
                            where repository = :repository and name = :name and object = :before""")
                            .param("repository", repository)
                            .param("name", change.name())
                            .param("before", change.before())
                            .param("after", change.after())
                            .param("peeled", peeled)
                            .update() == 1;
        };
    }

    void log(long repository, RefChange change, PushOrigin origin, String message) {
        jdbc.sql("""
                insert into git_reflog (repository, ref, before, after, name, email, message, at)
                values (:repository, :ref, :before, :after, :name, :email, :message, :at)""")
                .param("repository", repository)
                .param("ref", change.name())
                .param("before", change.before())
                .param("after", change.after())
                .param("name", origin.name())
                .param("email", origin.email())
                .param("message", message)
                .param("at", Packs.at(clock.instant()))
                .update();
    }

    List<RefMove> moves(long repository, String ref, int limit) {
        return jdbc.sql("""
                select ref, before, after, name, email, message, at from git_reflog
                where repository = :repository and ref = :ref order by id desc limit :limit""")
                .param("repository", repository)
                .param("ref", ref)
                .param("limit", limit)
                .query((row, _) -> new RefMove(row.getString("ref"), row.getString("before"), row.getString("after"),
                        row.getString("name"), row.getString("email"), row.getString("message"), Packs.instant(row.getTimestamp("at"))))
                .list();
    }
}
