package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What aims at a milestone, issues and merge requests, as far as a reader may see it.
@Component
class MilestoneThings {

    /// So many of a kind stand on its page; the list of issues shows the rest.
    static final int SHOWN = 100;

    private final JdbcClient jdbc;
    private final Access access;

    MilestoneThings(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The open ones first, then the newest.
    List<Issuable> of(Actor reader, long milestone, Issuable.Kind kind) {
        return access.bind(
                        jdbc.sql("select " + Threads.HEADER + " from issuable " + Threads.JOINS
                                + " where issuable.milestone_id = :milestone and issuable.kind = :kind and " + Access.VISIBLE_ISSUABLE
                                + " order by issuable.state <> 'opened', issuable.id desc limit :most"),
                        reader)
                .param("milestone", milestone)
                .param("kind", kind.key())
                .param("most", SHOWN + 1)
                .query(Threads::header)
                .list();
    }
}
