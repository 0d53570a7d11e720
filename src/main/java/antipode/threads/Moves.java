package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Qualified;
import antipode.people.Actor;
import antipode.projects.Milestone;
import antipode.projects.Project;
import antipode.projects.Projects;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes a thread to another project with all that was said in it. It keeps its id, so that its short link, its to-dos and
/// whatever speaks of it stay; its old address leads to the new one.
@Component
public class Moves {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Events events;
    private final Projects projects;
    private final SearchedThreads searched;
    private final Notes notes;
    private final Versions versions;
    private final Attachments attachments;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Moves(
            JdbcClient jdbc,
            Threads threads,
            Events events,
            Projects projects,
            SearchedThreads searched,
            Notes notes,
            Versions versions,
            Attachments attachments,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.events = events;
        this.projects = projects;
        this.searched = searched;
        this.notes = notes;
        this.versions = versions;
        this.attachments = attachments;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// The thing that had this number in the project before it moved, if it did.
    public Optional<Long> from(long project, long iid) {
        return jdbc.sql("select issuable_id from issue_redirect where project_id = :project and iid = :iid")
                .param("project", project)
                .param("iid", iid)
                .query(Long.class)
                .optional();
    }

    /// Moves an issue whose header is locked. Who may, and who is to do it there, was settled before.
    ///
    /// @param labels those of the target that it wears from now on
    /// @param tellsFrom whether its new readers may learn where it comes from
    @Transactional
    public Issuable move(
            Actor actor, Issuable locked, Project target, List<Long> labels, @Nullable Milestone milestone, boolean tellsFrom) {
        Timestamp now = Timestamp.from(clock.instant());
        for (Note note : notes.of(locked)) {
            switch (note) {
                case Comment comment when !comment.removed() -> take(actor, locked, comment);
                case Event event -> take(actor, locked, event);
                case Comment _ -> {}
            }
        }
        versions.move(locked);
        jdbc.sql("delete from issuable_label where issuable_id = :id").param("id", locked.id()).update();
        jdbc.sql("insert into issuable_label (issuable_id, label_id) select :id, label from unnest(:labels) label")
                .param("id", locked.id())
                .param("labels", labels.toArray(Long[]::new))
                .update();
        String description = Qualified.of(locked.description(), locked.projectPath());
        // Number counters are locked last.
        int iid = projects.nextIssueIid(target.id());
        jdbc.sql("""
                        update issuable set project_id = :project, iid = :iid, description = :description,
                            description_html = :html, milestone_id = :milestone, updated_at = :now
                        where id = :id""")
                .param("project", target.id())
                .param("iid", iid)
                .param("description", description)
                .param("html", html(actor, description))
                .param("milestone", milestone == null ? null : milestone.id(), Types.BIGINT)
                .param("now", now)
                .param("id", locked.id())
                .update();
        jdbc.sql("update event set project_id = :project where issuable_id = :id")
                .param("project", target.id())
                .param("id", locked.id())
                .update();
        jdbc.sql("""
                        insert into issue_redirect (project_id, iid, issuable_id, created_at) values (:project, :iid, :id, :now)
                        on conflict (project_id, iid) do update set issuable_id = excluded.issuable_id""")
                .param("project", locked.projectId())
                .param("iid", locked.iid())
                .param("id", locked.id())
                .param("now", now)
                .update();
        Issuable moved = threads.get(locked.id());
        events.append(actor, moved, "moved", tellsFrom ? Map.of("from", locked.fullReference()) : Map.of());
        searched.move(moved);
        publisher.publishEvent(new Issuable.Moved(moved, actor, locked.projectPath()));
        return moved;
    }

    private void take(Actor actor, Issuable from, Comment comment) {
        String body = Qualified.of(comment.body(), from.projectPath());
        if (!body.equals(comment.body())) {
            jdbc.sql("update comment set body = :body, body_html = :html where id = :id")
                    .param("body", body)
                    .param("html", html(actor, body))
                    .param("id", comment.id())
                    .update();
        }
    }

    /// What was said with a deed.
    private void take(Actor actor, Issuable from, Event event) {
        String source = Qualified.of(event.detail("source"), from.projectPath());
        if (!source.equals(event.detail("source"))) {
            jdbc.sql("""
                            update event set detail = detail || jsonb_build_object('source', cast(:source as text),
                                                                                   'words', cast(:html as text))
                            where id = :id""")
                    .param("source", source)
                    .param("html", html(actor, source))
                    .param("id", event.id())
                    .update();
        }
    }

    /// With its files at the address that they keep.
    private String html(Actor actor, String words) {
        return attachments.place(actor, Markdown.render(words).html());
    }
}
