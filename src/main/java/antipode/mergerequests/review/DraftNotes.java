package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.people.Actor;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Discussion;
import antipode.threads.QuickActions;
import antipode.threads.Resolutions;
import antipode.threads.Rights;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where the comments of a review are gathered until it is sent. One sees only one's own.
@Component
class DraftNotes {

    /// So many wait in one review.
    private static final int MOST = 500;

    private static final String SELECT = """
            select id, merge_request_id, author_id, body, place, thread_id, resolves, created_at from draft_note
            where merge_request_id = :request and author_id = :author\s""";

    private final JdbcClient jdbc;
    private final Positions positions;
    private final Threads threads;
    private final Comments comments;
    private final Resolutions resolutions;
    private final QuickActions quick;
    private final Rights rights;
    private final Clock clock;

    DraftNotes(
            JdbcClient jdbc,
            Positions positions,
            Threads threads,
            Comments comments,
            Resolutions resolutions,
            QuickActions quick,
            Rights rights,
            Clock clock) {
        this.jdbc = jdbc;
        this.positions = positions;
        this.threads = threads;
        this.comments = comments;
        this.resolutions = resolutions;
        this.quick = quick;
        this.rights = rights;
        this.clock = clock;
    }

    /// The actor's own, oldest first.
    List<DraftNote> of(Actor actor, MergeRequest request) {
        return of(actor, request.id());
    }

    List<DraftNote> of(Actor actor, long request) {
        return !actor.signedIn() ? List.of() : jdbc.sql(SELECT + " order by id")
                .param("request", request)
                .param("author", actor.id())
                .query(this::read)
                .list();
    }

    DraftNote find(Actor actor, MergeRequest request, long id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("request", request.id())
                .param("author", actor.id())
                .param("id", id)
                .query(this::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("Draft Note"));
    }

    private DraftNote read(ResultSet row, int number) throws SQLException {
        String place = row.getString("place");
        return new DraftNote(
                row.getLong("id"),
                row.getLong("merge_request_id"),
                row.getLong("author_id"),
                row.getString("body"),
                place == null ? null : positions.read(place),
                row.getObject("thread_id", Long.class),
                row.getBoolean("resolves"),
                row.getTimestamp("created_at").toInstant());
    }

    /// Keeps something for the review.
    ///
    /// @param thread the thread it answers
    @Transactional
    public DraftNote add(
            Actor actor, MergeRequest request, String body, DiffPosition.@Nullable Kept kept, @Nullable Long thread, boolean resolves) {
        rights.requireSpeaker(actor, threads.lock(request.id()));
        requireWords(body);
        if (thread != null && comments.discussion(request.id(), thread).isEmpty()) {
            throw Problem.notFound("Discussion");
        }
        if (of(actor, request).size() >= MOST) {
            throw Problem.conflict(MOST + " comments wait in your review. Send them first.");
        }
        long id = jdbc.sql("""
                        insert into draft_note (merge_request_id, author_id, body, place, thread_id, resolves, created_at)
                        values (:request, :author, :body, cast(:place as jsonb), :thread, :resolves, :now) returning id""")
                .param("request", request.id())
                .param("author", actor.id())
                .param("body", body)
                .param("place", kept == null ? null : positions.write(kept), Types.VARCHAR)
                .param("thread", thread, Types.BIGINT)
                .param("resolves", resolves && thread != null)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return find(actor, request, id);
    }

    @Transactional
    public DraftNote edit(Actor actor, MergeRequest request, long id, String body, DiffPosition.@Nullable Kept kept, boolean resolves) {
        threads.lock(request.id());
        DraftNote before = find(actor, request, id);
        requireWords(body);
        jdbc.sql("update draft_note set body = :body, place = cast(:place as jsonb), resolves = :resolves where id = :id")
                .param("body", body)
                .param("place", kept == null ? null : positions.write(kept), Types.VARCHAR)
                .param("resolves", resolves && before.threadId() != null)
                .param("id", id)
                .update();
        return find(actor, request, id);
    }

    private static void requireWords(String body) {
        if (body.isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        if (body.length() > Comments.LONGEST) {
            throw Problem.tooLarge("A text may have a million characters; this one has " + body.length() + ".");
        }
    }

    @Transactional
    public void remove(Actor actor, MergeRequest request, long id) {
        threads.lock(request.id());
        find(actor, request, id);
        jdbc.sql("delete from draft_note where id = :id").param("id", id).update();
    }

    /// Sends some of them, each as a comment; what orders something does so.
    ///
    /// @return the comments
    @Transactional
    public List<Comment> send(Actor actor, MergeRequest request, List<DraftNote> drafts) {
        threads.lock(request.id());
        List<Comment> sent = new ArrayList<>();
        for (DraftNote draft : drafts) {
            send(actor, request, draft).ifPresent(sent::add);
            jdbc.sql("delete from draft_note where id = :id").param("id", draft.id()).update();
        }
        return sent;
    }

    private Optional<Comment> send(Actor actor, MergeRequest request, DraftNote draft) {
        Writing writing = Writing.of(draft.body());
        Long thread = draft.threadId();
        if (thread == null) {
            return Optional.ofNullable(resolutions.begin(actor, request.header(), writing, comment -> {
                if (draft.kept() != null) {
                    positions.keep(request.id(), comment.id(), draft.kept());
                }
            }).comment());
        }
        Comment reply = quick.say(actor, request.header(), new Writing(draft.body(), thread, null)).comment();
        if (draft.resolves()) {
            Discussion discussion = comments.discussion(request.id(), thread).orElseThrow();
            if (!discussion.resolved()) {
                resolutions.resolve(actor, request.header(), thread, true);
            }
        }
        return Optional.ofNullable(reply);
    }
}
