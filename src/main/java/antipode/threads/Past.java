package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes down what happened elsewhere before it came here: with its numbers, its times and whoever it is from. It is found,
/// cited and linked like all else, but nobody is told and it is nobody's turn. Who may do this was asked before.
@Component
public class Past {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Texts texts;
    private final Events events;
    private final Assignees assignees;
    private final LabelLinks labels;
    private final Citations citations;
    private final Subscriptions subscriptions;
    private final SearchedThreads searched;

    Past(
            JdbcClient jdbc,
            Threads threads,
            Texts texts,
            Events events,
            Assignees assignees,
            LabelLinks labels,
            Citations citations,
            Subscriptions subscriptions,
            SearchedThreads searched) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.texts = texts;
        this.events = events;
        this.assignees = assignees;
        this.labels = labels;
        this.citations = citations;
        this.subscriptions = subscriptions;
        this.searched = searched;
    }

    /// The header of a thing as it stood there; people, labels and milestone by their ids here.
    public record Thing(
            Issuable.Kind kind,
            int iid,
            String title,
            String description,
            long author,
            Issuable.State state,
            boolean confidential,
            boolean locked,
            List<Long> assignees,
            List<Long> labels,
            @Nullable Long milestone,
            Instant created,
            Instant updated,
            @Nullable Instant closed,
            @Nullable Long closedBy) {}

    /// Whether the project has a thing with this number.
    public boolean taken(long project, Issuable.Kind kind, int iid) {
        return jdbc.sql("select exists (select from issuable where project_id = :project and kind = :kind and iid = :iid)")
                .param("project", project)
                .param("kind", kind.key())
                .param("iid", iid)
                .query(Boolean.class)
                .single();
    }

    /// Writes the header. The room that owns the kind adds its side table and then calls [#found].
    ///
    /// @param bringer whose rights decide which files its words show
    @Transactional
    public Issuable open(Actor bringer, Project project, Thing thing) {
        Text text = texts.read(bringer, project, thing.description());
        long id = jdbc.sql("""
                        insert into issuable (project_id, kind, type, iid, title, description, description_html, author_id, dri_id,
                                              state, confidential, locked, created_at, updated_at, closed_at, closed_by, milestone_id)
                        values (:project, :kind, :kind, :iid, :title, :description, :html, :author, :dri,
                                :state, :confidential, :locked, :created, :updated, :closed, :closer, :milestone)
                        returning id""")
                .param("project", project.id())
                .param("kind", thing.kind().key())
                .param("iid", thing.iid())
                .param("title", Threads.title(thing.title()))
                .param("description", text.source())
                .param("html", text.html())
                .param("author", thing.author())
                .param("dri", thing.assignees().isEmpty() ? thing.author() : thing.assignees().getFirst())
                .param("state", thing.state().key())
                .param("confidential", thing.confidential())
                .param("locked", thing.locked())
                .param("created", Timestamp.from(thing.created()))
                .param("updated", Timestamp.from(thing.updated()))
                .param("closed", thing.closed() == null ? null : Timestamp.from(thing.closed()), Types.TIMESTAMP)
                .param("closer", thing.closedBy(), Types.BIGINT)
                .param("milestone", thing.milestone(), Types.BIGINT)
                .query(Long.class)
                .single();
        subscriptions.subscribe(id, thing.author(), "author");
        assignees.put(id, thing.assignees());
        labels.put(id, project.id(), thing.labels());
        Issuable opened = threads.get(id);
        note(opened, thing.author(), "opened", Map.of(), thing.created());
        return opened;
    }

    /// Puts it where it can be found: the end of every opening.
    @Transactional
    public void found(Issuable thing) {
        searched.put(thing);
    }

    /// What was said there.
    ///
    /// @param thread the id here of the comment it answers; nothing if it begins
    /// @param resolvable of a first comment
    public record Said(
            long author,
            String body,
            Instant at,
            @Nullable Long thread,
            boolean resolvable,
            @Nullable Instant resolvedAt,
            @Nullable Long resolvedBy) {}

    /// @return the id of the comment; the later is said later
    @Transactional
    public long say(Actor bringer, Issuable thing, Said said) {
        if (said.body().isBlank()) {
            throw Problem.invalid("note", "can't be blank");
        }
        Text text = texts.read(bringer, thing, said.body());
        long id = jdbc.sql("""
                        insert into comment (id, issuable_id, thread_id, author_id, body, body_html, created_at, updated_at,
                                             resolvable, resolved_at, resolved_by)
                        select id, :issuable, coalesce(:thread, id), :author, :body, :html, :at, :at,
                               :resolvable, :resolvedAt, :resolvedBy
                        from nextval('note_id') id
                        returning id""")
                .param("issuable", thing.id())
                .param("thread", said.thread(), Types.BIGINT)
                .param("author", said.author())
                .param("body", text.source())
                .param("html", text.html())
                .param("at", Timestamp.from(said.at()))
                .param("resolvable", said.resolvable())
                .param("resolvedAt", said.resolvedAt() == null ? null : Timestamp.from(said.resolvedAt()), Types.TIMESTAMP)
                .param("resolvedBy", said.resolvedAt() == null ? null : said.resolvedBy(), Types.BIGINT)
                .query(Long.class)
                .single();
        jdbc.sql("update issuable set comment_count = comment_count + 1 where id = :id").param("id", thing.id()).update();
        subscriptions.subscribe(thing.id(), said.author(), "commented");
        searched.put(thing, id, text.source(), said.at());
        return id;
    }

    /// What was done there.
    @Transactional
    public void note(Issuable thing, @Nullable Long by, String action, Map<String, String> detail, Instant at) {
        events.past(by, thing, action, detail, at);
    }

    /// How somebody felt about it, or about a comment.
    @Transactional
    public void react(long thing, @Nullable Long comment, long member, String name, Instant at) {
        jdbc.sql("""
                        insert into reaction (issuable_id, comment_id, member_id, name, created_at)
                        values (:thing, :comment, :member, :name, :at) on conflict do nothing""")
                .param("thing", thing)
                .param("comment", comment, Types.BIGINT)
                .param("member", member)
                .param("name", name)
                .param("at", Timestamp.from(at))
                .update();
    }

    /// Notes what its texts cite, once all that they may cite is there.
    @Transactional
    public void cite(Actor bringer, long id) {
        Issuable thing = threads.lock(id);
        citations.cite(bringer, thing, null, kept(thing.description(), thing.descriptionHtml()), false);
        jdbc.sql("select id, body, body_html from comment where issuable_id = :id order by id")
                .param("id", id)
                .query((row, _) -> Map.entry(row.getLong("id"), kept(row.getString("body"), row.getString("body_html"))))
                .list()
                .forEach(comment -> citations.cite(bringer, thing, comment.getKey(), comment.getValue(), false));
    }

    private static Text kept(String source, String html) {
        return new Text(source, html, List.of(), List.of(), List.of(), 0);
    }
}
