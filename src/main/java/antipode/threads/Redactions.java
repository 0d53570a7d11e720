package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.TakenWords.Scope;
import antipode.threads.uploads.Upload;
import antipode.threads.uploads.Uploads;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes words and files away for good, where they should never have been: from the text, from all it said before, from what
/// was copied of it, from the search and from letters. Who did so, when and why stands in their place.
@Component
public class Redactions {

    /// Copies of what is shorter can't be told from the same words of somebody else.
    private static final int SHORTEST_COPY = 12;

    private final JdbcClient jdbc;
    private final Access access;
    private final Threads threads;
    private final Notes notes;
    private final Texts texts;
    private final Citations citations;
    private final Events events;
    private final SearchedThreads searched;
    private final TakenWords taken;
    private final Attachments attachments;
    private final Uploads uploads;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Redactions(
            JdbcClient jdbc, Access access, Threads threads, Notes notes, Texts texts, Citations citations, Events events,
            SearchedThreads searched, TakenWords taken, Attachments attachments, Uploads uploads, Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.access = access;
        this.threads = threads;
        this.notes = notes;
        this.texts = texts;
        this.citations = citations;
        this.events = events;
        this.searched = searched;
        this.taken = taken;
        this.attachments = attachments;
        this.uploads = uploads;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Words of a thing are gone: whoever keeps copies of them takes them away too, in the same transaction.
    public record Redacted(Issuable issuable, boolean title) {}

    /// What a text said before, the newest first.
    @Transactional(readOnly = true)
    public List<String> before(Issuable issuable, @Nullable Long comment) {
        return jdbc.sql("select body from text_version where " + of(comment) + " and body is not null order by id desc")
                .param("issuable", issuable.id())
                .param("comment", comment, Types.BIGINT)
                .query(String.class)
                .list();
    }

    /// The files that a text shows or showed.
    @Transactional(readOnly = true)
    public List<Upload> files(Actor actor, Issuable issuable, @Nullable Long comment) {
        var said = new ArrayList<>(before(issuable, comment));
        said.add(comment == null ? issuable.description() : notes.comment(issuable.id(), comment).body());
        return attachments.shown(actor, String.join("\n", said)).stream()
                .filter(upload -> access.level(actor, upload.project()).atLeast(Role.MAINTAINER))
                .toList();
    }

    /// It takes a maintainer.
    @Transactional
    public void redact(Actor actor, Issuable issuable, Redaction redaction) {
        access.require(actor, issuable.projectId(), Role.MAINTAINER);
        redaction.check();
        var files = files(actor, issuable, redaction.comment()).stream().filter(upload -> redaction.files().contains(upload.id())).toList();
        var touched = new TreeSet<Long>(List.of(issuable.id()));
        var words = redaction.words().isEmpty() ? null : SoughtWords.of(redaction.words());
        var project = Scope.project(issuable.projectId());
        if (words != null) touched.addAll(taken.threads(project, words));
        for (var file : files) {
            touched.addAll(taken.threads(Scope.upload(file.id()), SoughtWords.file(file.secret())));
        }
        touched.forEach(threads::lock);
        var locked = threads.get(issuable.id());

        var gone = new ArrayList<String>();
        switch (redaction.what()) {
            case TEXT -> gone.add(text(actor, locked, redaction));
            case BEFORE -> gone.add(earlier(locked, redaction.comment()));
            case TITLE -> gone.add(title(locked));
            case NOTHING -> {}
        }
        for (var file : files) {
            var shown = SoughtWords.file(file.secret());
            taken.take(actor, Scope.upload(file.id()), shown, _ -> true);
            taken.takeFromSearch(touched, shown);
            uploads.redact(actor, file, said(actor, redaction));
            gone.add("a file");
        }
        if (words != null) {
            taken.take(actor, project, words, _ -> true);
            taken.takeFromSearch(touched, words);
            // Whoever is changing one of them right now is shown that it was changed meanwhile.
            jdbc.sql("update comment set edits = edits + 1 where issuable_id = any (:touched) and strpos(body, :mark) > 0")
                    .param("touched", touched.toArray(Long[]::new)).param("mark", SoughtWords.MARK).update();
            gone.add("words");
        }
        for (long thread : touched) {
            var changed = threads.get(thread);
            events.append(actor, changed, "redacted", Map.of(
                    "what", thread == locked.id() ? String.join(", ", gone) : "words", "because", redaction.because()));
            searched.put(changed);
            publisher.publishEvent(new Redacted(changed, redaction.what() == Redaction.What.TITLE || words != null));
        }
    }

    /// What stands where the words were.
    private String said(Actor actor, Redaction redaction) {
        return "Redacted by @" + actor.require().username() + " on " + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                + ". Why: " + redaction.because();
    }

    private String text(Actor actor, Issuable locked, Redaction redaction) {
        var comment = redaction.comment() == null ? null : notes.comment(locked.id(), redaction.comment());
        var words = new HashSet<>(before(locked, redaction.comment()));
        words.add(comment == null ? locked.description() : comment.body());
        Text text = texts.read(actor, locked, "*" + said(actor, redaction).replace(" Why:", " Why:*"));
        jdbc.sql(comment == null
                        ? "update issuable set description = :body, description_html = :html, updated_at = :now where id = :issuable"
                        : "update comment set body = :body, body_html = :html, updated_at = :now, edits = edits + 1 where id = :comment")
                .param("body", text.source())
                .param("html", text.html())
                .param("now", Timestamp.from(clock.instant()))
                .param("issuable", locked.id())
                .param("comment", redaction.comment(), Types.BIGINT)
                .update();
        forget(locked, redaction.comment());
        citations.cite(actor, locked, redaction.comment(), text);
        if (comment != null) searched.put(locked, notes.comment(locked.id(), comment.id()));
        words.addAll(taken.takeCopies(locked, comment == null ? beginnings(locked) : List.of(comment.id())));
        words.stream().filter(said -> said.length() >= SHORTEST_COPY).forEach(said ->
                taken.take(actor, Scope.thread(locked.id()), SoughtWords.of(said),
                        place -> place.note() != null || place.table().equals("event")));
        return comment == null ? "the description" : "a comment by " + comment.author().name();
    }

    /// The notes that stand for the description.
    private Collection<Long> beginnings(Issuable locked) {
        return notes.done(locked, List.of("opened", "described")).stream().map(Event::id).toList();
    }

    private String earlier(Issuable locked, @Nullable Long comment) {
        forget(locked, comment);
        return "what " + (comment == null ? "the description" : "a comment by " + notes.comment(locked.id(), comment).author().name())
                + " said before";
    }

    private void forget(Issuable locked, @Nullable Long comment) {
        jdbc.sql("update text_version set body = null where " + of(comment))
                .param("issuable", locked.id()).param("comment", comment, Types.BIGINT).update();
        jdbc.sql("delete from text_version where " + of(comment) + " and title is null")
                .param("issuable", locked.id()).param("comment", comment, Types.BIGINT).update();
    }

    private String title(Issuable locked) {
        jdbc.sql("update issuable set title = 'Redacted title', updated_at = :now where id = :issuable")
                .param("now", Timestamp.from(clock.instant())).param("issuable", locked.id()).update();
        jdbc.sql("update text_version set title = null where " + of(null)).param("issuable", locked.id()).update();
        jdbc.sql("delete from text_version where " + of(null) + " and body is null").param("issuable", locked.id()).update();
        jdbc.sql("""
                        update event set detail = detail || jsonb_build_object('from', :mark, 'to', :mark)
                        where issuable_id = :issuable and action = 'retitled'""")
                .param("mark", SoughtWords.MARK).param("issuable", locked.id()).update();
        taken.takeTitles(locked);
        return "the title";
    }

    private static String of(@Nullable Long comment) {
        return "issuable_id = :issuable and " + (comment == null ? "comment_id is null" : "comment_id = :comment");
    }
}
