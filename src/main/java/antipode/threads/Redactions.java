package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes words away for good, where they should never have been written: from the text, from all it said before, from the search
/// and from letters. Who did so, when and why stands in their place.
@Component
public class Redactions {

    private static final int LONGEST = 255;

    private final JdbcClient jdbc;
    private final Access access;
    private final Threads threads;
    private final Notes notes;
    private final Texts texts;
    private final Citations citations;
    private final Events events;
    private final SearchedThreads searched;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Redactions(
            JdbcClient jdbc, Access access, Threads threads, Notes notes, Texts texts, Citations citations, Events events,
            SearchedThreads searched, Clock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.access = access;
        this.threads = threads;
        this.notes = notes;
        this.texts = texts;
        this.citations = citations;
        this.events = events;
        this.searched = searched;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Words of a thing are gone: whoever keeps copies of them takes them away too, in the same transaction.
    public record Redacted(Issuable issuable) {}

    /// How many earlier versions go with a text.
    @Transactional(readOnly = true)
    public int versions(Issuable issuable, @Nullable Long comment) {
        return jdbc.sql("select count(*) from text_version where " + of(comment) + " and body is not null")
                .param("issuable", issuable.id())
                .param("comment", comment, Types.BIGINT)
                .query(Integer.class)
                .single();
    }

    /// Takes away what a comment or, without one, the description says and ever said. It takes a maintainer.
    ///
    /// @param because a sentence, for everyone who reads the place
    @Transactional
    public void redact(Actor actor, Issuable issuable, @Nullable Long comment, String because) {
        access.require(actor, issuable.projectId(), Role.MAINTAINER);
        String reason = Words.line(because);
        if (reason.isEmpty()) throw Problem.invalid("because", "can't be blank");
        if (reason.length() > LONGEST) throw Problem.invalid("because", "is longer than " + LONGEST + " characters");
        Issuable locked = threads.lock(issuable.id());
        Comment said = comment == null ? null : notes.comment(locked.id(), comment);
        Text text = texts.read(actor, locked, "*Redacted by @" + actor.require().username() + " on "
                + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ". Why:* " + reason);
        jdbc.sql(comment == null
                        ? "update issuable set description = :body, description_html = :html, updated_at = :now where id = :issuable"
                        : "update comment set body = :body, body_html = :html, updated_at = :now, edits = edits + 1 where id = :comment")
                .param("body", text.source())
                .param("html", text.html())
                .param("now", Timestamp.from(clock.instant()))
                .param("issuable", locked.id())
                .param("comment", comment, Types.BIGINT)
                .update();
        jdbc.sql("update text_version set body = null where " + of(comment))
                .param("issuable", locked.id()).param("comment", comment, Types.BIGINT).update();
        jdbc.sql("delete from text_version where " + of(comment) + " and title is null")
                .param("issuable", locked.id()).param("comment", comment, Types.BIGINT).update();
        citations.cite(actor, locked, comment, text);
        events.append(actor, locked, "redacted", Map.of(
                "what", said == null ? "the description" : "a comment by " + said.author().name(), "because", reason));
        if (comment == null) {
            searched.put(threads.get(locked.id()));
        } else {
            searched.put(locked, notes.comment(locked.id(), comment));
        }
        publisher.publishEvent(new Redacted(locked));
    }

    private static String of(@Nullable Long comment) {
        return "issuable_id = :issuable and " + (comment == null ? "comment_id is null" : "comment_id = :comment");
    }
}
