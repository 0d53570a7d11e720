package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Tasks;
import antipode.people.Actor;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ticks tasks in descriptions and comments: the line changes, the record says so, and nobody's other words are touched,
/// however many tick at once.
@Component
public class TaskTicks {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Comments comments;
    private final Events events;
    private final SearchedThreads searched;
    private final Clock clock;

    TaskTicks(
            JdbcClient jdbc, Threads threads, Comments comments, Events events, SearchedThreads searched, Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.comments = comments;
        this.events = events;
        this.searched = searched;
        this.clock = clock;
    }

    /// Ticks in the description, by whoever may change it.
    ///
    /// @param seen   the tasks as the page showed them
    /// @param ticked the numbers of the boxes that are ticked
    @Transactional
    public void tick(Actor actor, Issuable issuable, String seen, List<Integer> ticked) {
        Issuable locked = threads.lock(issuable.id());
        threads.requireEditor(actor, locked);
        List<Tasks.Tick> ticks = found(locked.description(), locked.descriptionHtml(), seen, ticked);
        if (ticks.isEmpty()) {
            return;
        }
        String source = Tasks.apply(locked.description(), ticks);
        jdbc.sql("update issuable set description = :source, description_html = :html, updated_at = :now where id = :id")
                .param("source", source)
                .param("html", Markdown.render(source).html())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
        note(actor, locked, ticks);
        searched.put(threads.get(locked.id()));
    }

    /// The same in a comment, by whoever may change that. It counts as changed, so that whoever is editing it is told.
    @Transactional
    public void tick(Actor actor, Issuable issuable, long id, String seen, List<Integer> ticked) {
        Issuable locked = threads.lock(issuable.id());
        Comment comment = comments.find(locked.id(), id);
        List<Tasks.Tick> ticks = found(comment.body(), comment.bodyHtml(), seen, ticked);
        // Whoever may not change it is refused also where nothing would change.
        comments.edit(actor, locked, id, Tasks.apply(comment.body(), ticks), null);
        note(actor, locked, ticks);
    }

    private void note(Actor actor, Issuable locked, List<Tasks.Tick> ticks) {
        for (Tasks.Tick tick : ticks) {
            events.append(actor, locked, tick.done() ? "ticked" : "unticked", Map.of("task", tick.task().said()));
        }
    }

    private static List<Tasks.Tick> found(String source, String html, String seen, List<Integer> ticked) {
        return Tasks.ticks(Tasks.of(source, html), seen, ticked)
                .orElseThrow(() -> Problem.conflict("Somebody changed these tasks meanwhile; look again and tick what is still there."));
    }
}
