package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Access;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far issues that aim at something have come, as far as the reader may see them: what they may not see is not counted.
///
/// @param open       how many are open
/// @param closed     how many are closed
/// @param openWeight what the open ones weigh together
public record Progress(int open, int closed, long openWeight, long closedWeight) {

    public static final Progress NONE = new Progress(0, 0, 0, 0);

    public int all() {
        return open + closed;
    }

    public long weight() {
        return openWeight + closedWeight;
    }

    /// In whole percent; full only when all are closed.
    public int percent() {
        return all() == 0 ? 0 : (int) Math.floor(100.0 * closed / all());
    }

    /// The same by weight.
    public int percentOfWeight() {
        return weight() == 0 ? 0 : (int) Math.floor(100.0 * closedWeight / weight());
    }

    /// "3 of 5 issues closed"
    public String sentence() {
        return all() == 0 ? "No issues yet" : closed + " of " + all() + (all() == 1 ? " issue" : " issues") + " closed";
    }

    /// "8 of 13 of the weight closed"; nothing where nothing has a weight.
    public String weightSentence() {
        return weight() == 0 ? "" : closedWeight + " of " + weight() + " of the weight closed";
    }

    /// Counts for one reader.
    @Component
    static class Counts {

        private final JdbcClient jdbc;
        private final Access access;

        Counts(JdbcClient jdbc, Access access) {
            this.jdbc = jdbc;
            this.access = access;
        }

        /// Of many milestones in one question; those without issues are left out.
        Map<Long, Progress> of(Actor reader, Collection<Long> milestones) {
            Map<Long, Progress> found = new HashMap<>();
            access.bind(jdbc.sql("""
                            select issuable.milestone_id,
                                   count(*) filter (where issuable.state = 'opened') open,
                                   count(*) filter (where issuable.state <> 'opened') closed,
                                   coalesce(sum(issue.weight) filter (where issuable.state = 'opened'), 0) open_weight,
                                   coalesce(sum(issue.weight) filter (where issuable.state <> 'opened'), 0) closed_weight
                            from issuable join issue on issue.id = issuable.id
                            join project on project.id = issuable.project_id
                            where issuable.milestone_id = any (:milestones) and\s""" + Access.VISIBLE_ISSUABLE
                            + " group by issuable.milestone_id"), reader)
                    .param("milestones", milestones.toArray(Long[]::new))
                    .query(row -> {
                        found.put(row.getLong("milestone_id"), new Progress(
                                row.getInt("open"), row.getInt("closed"), row.getLong("open_weight"), row.getLong("closed_weight")));
                    });
            return found;
        }
    }
}
