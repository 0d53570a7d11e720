package antipode.git;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes the history of a repository anew without what should never have been in it. Commits get new ids; every ref, the log of
/// refs and all that names a commit follow in the same transaction, and no push brings the old ones back. What only the old history
/// held is dropped from the packs right after it.
@Component
public class Rewriting implements OutboxConsumer {

    private static final String CONSUMER = "git-purge";
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])");

    private final JdbcClient jdbc;
    private final Repositories repositories;
    private final Refs refs;
    private final Housekeeping housekeeping;
    private final Outbox outbox;
    private final ObjectProvider<ObjectPlaces> rooms;
    private final ApplicationEventPublisher publisher;

    Rewriting(
            JdbcClient jdbc, Repositories repositories, Refs refs, Housekeeping housekeeping, Outbox outbox, ObjectProvider<ObjectPlaces> rooms,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.repositories = repositories;
        this.refs = refs;
        this.housekeeping = housekeeping;
        this.outbox = outbox;
        this.rooms = rooms;
        this.publisher = publisher;
    }

    /// A repository's history is another now. Told in the transaction in which that happens.
    public record Rewritten(long repository) {}

    record Purge(long repository) {}

    /// What stands in the place of a file from now on.
    public interface Instead {
        byte[] of(ObjectLoader file) throws IOException;
    }

    /// Every version of a file that any ref has ever reached, as ids of blobs.
    public Set<String> versions(long repository, String path) {
        try (var git = repositories.open(repository); var walk = new RevWalk(git)) {
            var found = new LinkedHashSet<String>();
            for (var commit : NewHistory.commits(walk, tips(git))) {
                try (var file = TreeWalk.forPath(walk.getObjectReader(), path, commit.getTree())) {
                    if (file != null && file.getFileMode(0) != FileMode.TREE && file.getFileMode(0) != FileMode.GITLINK) {
                        found.add(file.getObjectId(0).name());
                    }
                }
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<ObjectId> tips(GitRepository git) throws IOException {
        var tips = new HashSet<String>(refs.everPointedTo(git.id()));
        refs.all(git.id()).stream().map(Refs.Row::object).filter(object -> object != null).forEach(tips::add);
        try (var reader = git.newObjectReader()) {
            var there = new ArrayList<ObjectId>();
            for (var tip : tips) {
                var id = ObjectId.fromString(tip);
                if (reader.has(id)) there.add(id);
            }
            return there;
        }
    }

    /// Puts something else in the place of files, wherever in the history they stand. Pushes wait until it is done.
    ///
    /// @param blobs   ids
    /// @param instead gives the same bytes where nothing has to go
    /// @return how many commits have another id since
    @Transactional
    public int rewrite(long repository, Collection<String> blobs, Instead instead) {
        jdbc.sql("select id from git_repository where id = :repository for update").param("repository", repository).query(Long.class).optional();
        jdbc.sql("select name from git_ref where repository = :repository order by name for update")
                .param("repository", repository).query(String.class).list();
        var files = blobs.stream().map(ObjectId::fromString).collect(Collectors.toSet());
        try (var git = repositories.open(repository); var walk = new RevWalk(git); var inserter = git.newObjectInserter()) {
            var changed = new NewHistory(walk, inserter, files, instead).write(tips(git));
            if (changed.isEmpty()) return 0;
            git.getObjectDatabase().publish();
            keep(repository, changed, files);
            follow(repository);
            git.getObjectDatabase().published();
            publisher.publishEvent(new Rewritten(repository));
            outbox.put(CONSUMER, Long.toString(repository), new Purge(repository));
            return (int) changed.keySet().stream().filter(id -> !files.contains(id)).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void keep(long repository, Map<ObjectId, ObjectId> changed, Set<ObjectId> files) {
        jdbc.sql("""
                        insert into git_rewritten (repository, before, after, refused)
                        select :repository, before, after, before = any (:files) from unnest(:before, :after) as became (before, after)
                        on conflict (repository, before) do update set after = excluded.after, refused = excluded.refused""")
                .param("repository", repository)
                .param("before", changed.keySet().stream().map(ObjectId::name).toArray(String[]::new))
                .param("after", changed.values().stream().map(ObjectId::name).toArray(String[]::new))
                .param("files", files.stream().map(ObjectId::name).toArray(String[]::new))
                .update();
        // What led to something that is another now leads to that.
        jdbc.sql("""
                        update git_rewritten earlier set after = later.after from git_rewritten later
                        where earlier.repository = :repository and later.repository = :repository and earlier.after = later.before""")
                .param("repository", repository).update();
    }

    private void follow(long repository) {
        var places = new ArrayList<ObjectPlace>();
        for (var each : List.of("git_ref object", "git_ref peeled", "git_reflog before", "git_reflog after")) {
            places.add(ObjectPlace.of(each.split(" ")[0], each.split(" ")[1]).where("kept.repository = :repository"));
        }
        rooms.forEach(room -> places.addAll(room.places()));
        for (var place : places) {
            if (place.json()) {
                followJson(repository, place);
            } else {
                jdbc.sql("update %1$s kept set %2$s = became.after from git_rewritten became where became.repository = :repository and became.before = kept.%2$s and "
                                .formatted(place.table(), place.column()) + place.of())
                        .param("repository", repository).update();
            }
        }
    }

    private record Row(String row, String said) {}

    private void followJson(long repository, ObjectPlace place) {
        var became = jdbc.sql("select before, after from git_rewritten where repository = :repository").param("repository", repository)
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        jdbc.sql("select ctid::text as row, %1$s::text as said from %2$s kept where %1$s::text ~ '[0-9a-f]{40}' and "
                        .formatted(place.column(), place.table()) + place.of() + " for update")
                .param("repository", repository).query(Row.class).list().forEach(row -> {
                    var said = ID.matcher(row.said()).replaceAll(id -> Matcher.quoteReplacement(became.getOrDefault(id.group(), id.group())));
                    if (!said.equals(row.said())) {
                        jdbc.sql("update " + place.table() + " set " + place.column() + " = cast(:said as jsonb) where ctid = cast(:row as tid)")
                                .param("said", said).param("row", row.row()).update();
                    }
                });
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        if (!housekeeping.purge(row.payload(Purge.class).repository())) {
            throw new IllegalStateException("Other packs are made at this moment; it comes next.");
        }
    }
}
