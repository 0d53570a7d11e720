package antipode.threads;

import antipode.people.Actor;
import antipode.search.Documents;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes words out of all places in which rooms keep words of a thread. Whoever asks for it holds the locks of these threads.
@Component
class TakenWords {

    private final JdbcClient jdbc;
    private final Texts texts;
    private final Documents documents;
    private final ObjectProvider<WordPlaces> rooms;

    TakenWords(JdbcClient jdbc, Texts texts, Documents documents, ObjectProvider<WordPlaces> rooms) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.documents = documents;
        this.rooms = rooms;
    }

    /// In which threads they are looked for: a condition on the id of a thing, and one on the project of what is in no thread; each
    /// binds `:key`.
    record Scope(String things, String project, long key) {

        static Scope thread(long issuable) {
            return new Scope("= :key", "= 0 and :key = 0", issuable);
        }

        static Scope project(long project) {
            return new Scope("in (select kept.id from issuable kept where kept.project_id = :key)", "= :key", project);
        }

        /// Wherever a file is shown.
        static Scope upload(long upload) {
            return new Scope(
                    "in (select shown.issuable_id from upload_use shown where shown.upload_id = :key)",
                    "= (select upload.project_id from upload where upload.id = :key)", upload);
        }

        String of(WordPlace place) {
            return place.thread() == null ? "project_id " + project : place.thread() + " " + things;
        }
    }

    /// In which threads they stand.
    Set<Long> threads(Scope scope, SoughtWords words) {
        var threads = new TreeSet<Long>();
        for (var place : places(_ -> true)) {
            if (place.thread() != null) {
                threads.addAll(jdbc.sql("select distinct " + place.thread() + " from " + place.table() + where(place, scope))
                        .param("forms", words.forms()).param("key", scope.key()).query(Long.class).list());
            }
        }
        return threads;
    }

    /// Puts the mark where they stand, in all places or in those that are meant, and in what the search knows of these threads.
    @Transactional(propagation = Propagation.MANDATORY)
    void take(Actor actor, Scope scope, SoughtWords words, Predicate<WordPlace> meant) {
        for (var place : places(meant)) {
            take(actor, place, scope, words);
        }
    }

    private record Row(String row, String said) {}

    private void take(Actor actor, WordPlace place, Scope scope, SoughtWords words) {
        var rows = jdbc.sql("select ctid::text as row, %1$s::text as said from %2$s"
                        .formatted(place.column(), place.table()) + where(place, scope) + " for update")
                .param("forms", words.forms()).param("key", scope.key()).query(Row.class).list();
        for (var row : rows) {
            var left = words.takenFrom(row.said());
            var update = jdbc.sql("update " + place.table() + " set " + place.column() + " = " + (place.json() ? "cast(:left as jsonb)" : ":left")
                            + (place.html() == null ? "" : ", " + place.html() + " = :html") + " where ctid = cast(:row as tid)")
                    .param("left", left).param("row", row.row());
            (place.html() == null ? update : update.param("html", texts.html(actor, left))).update();
        }
    }

    private static String where(WordPlace place, Scope scope) {
        return " where exists (select from unnest(:forms) form where strpos(" + place.column() + "::text, form) > 0) and " + scope.of(place);
    }

    /// Puts the mark over all that was copied from notes, and gives what stood there.
    @Transactional(propagation = Propagation.MANDATORY)
    Set<String> takeCopies(Issuable locked, Collection<Long> notes) {
        var copies = new TreeSet<String>();
        for (var place : places(place -> place.note() != null)) {
            var of = " where %s = :thing and %s = any (:notes) and %s <> ''".formatted(place.thread(), place.note(), place.column());
            copies.addAll(jdbc.sql("select distinct " + place.column() + " from " + place.table() + of)
                    .param("thing", locked.id()).param("notes", notes.toArray(Long[]::new)).query(String.class).list());
            jdbc.sql("update " + place.table() + " set " + place.column() + " = :mark" + of)
                    .param("mark", SoughtWords.MARK).param("thing", locked.id()).param("notes", notes.toArray(Long[]::new)).update();
        }
        return copies;
    }

    /// Puts the mark over all copies of the title.
    @Transactional(propagation = Propagation.MANDATORY)
    void takeTitles(Issuable locked) {
        for (var place : places(WordPlace::title)) {
            jdbc.sql("update " + place.table() + " set " + place.column() + " = :mark where " + place.thread() + " = :thing")
                    .param("mark", SoughtWords.MARK).param("thing", locked.id()).update();
        }
    }

    /// What the search knows of threads without these words.
    @Transactional(propagation = Propagation.MANDATORY)
    void takeFromSearch(Collection<Long> threads, SoughtWords words) {
        documents.change(threads, words::takenFrom);
    }

    private List<WordPlace> places(Predicate<WordPlace> meant) {
        return rooms.stream().flatMap(room -> room.places().stream()).filter(meant).toList();
    }
}
