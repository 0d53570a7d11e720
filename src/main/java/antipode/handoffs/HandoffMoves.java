package antipode.handoffs;

import antipode.markdown.Qualified;
import antipode.threads.Issuable;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was said when something was handed on, or gone on with, keeps its meaning when the thing moves to another project.
@Component
class HandoffMoves {

    private static final Map<String, List<String>> WORDS = Map.of(
            "handoff", List.of("done", "next", "blocked", "open_questions", "links", "question"),
            "going_on", List.of("shipped", "question"));

    private final JdbcClient jdbc;

    HandoffMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Kept(long id, String words) {}

    @EventListener
    void moved(Issuable.Moved moved) {
        WORDS.forEach((table, columns) -> columns.forEach(column -> take(moved, table, column)));
    }

    private void take(Issuable.Moved moved, String table, String column) {
        for (Kept kept : jdbc.sql("select id, " + column + " words from " + table + " where issuable_id = :issuable and " + column + " <> ''")
                .param("issuable", moved.issuable().id())
                .query(Kept.class)
                .list()) {
            String words = Qualified.of(kept.words(), moved.from());
            if (!words.equals(kept.words())) {
                jdbc.sql("update " + table + " set " + column + " = :words where id = :id")
                        .param("words", words)
                        .param("id", kept.id())
                        .update();
            }
        }
    }
}
