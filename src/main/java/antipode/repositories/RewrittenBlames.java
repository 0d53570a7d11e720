package antipode.repositories;

import antipode.git.Rewriting;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who wrote which line is searched anew where a history was written anew.
@Component
class RewrittenBlames {

    private final JdbcClient jdbc;

    RewrittenBlames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void forget(Rewriting.Rewritten rewritten) {
        jdbc.sql("delete from blame where project_id = :project").param("project", rewritten.repository()).update();
    }
}
