package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Past;
import java.sql.Types;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Issues that were opened elsewhere, written down as they stood there; see [Past].
@Component
public class PastIssues {

    private final JdbcClient jdbc;
    private final Past past;

    PastIssues(JdbcClient jdbc, Past past) {
        this.jdbc = jdbc;
        this.past = past;
    }

    @Transactional
    public Issuable bring(
            Actor bringer, Project project, Past.Thing thing, @Nullable LocalDate due, @Nullable Integer weight) {
        Issuable header = past.open(bringer, project, thing);
        jdbc.sql("insert into issue (id, due_date, weight) values (:id, :due, :weight)")
                .param("id", header.id())
                .param("due", due)
                .param("weight", weight, Types.INTEGER)
                .update();
        past.found(header);
        return header;
    }
}
