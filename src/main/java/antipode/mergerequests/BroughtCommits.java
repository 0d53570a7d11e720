package antipode.mergerequests;

import static antipode.mergerequests.MergeRequestRows.SELECT;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which commits came in by which merge request: what blame tells from then on.
@Component
public class BroughtCommits {

    private final JdbcClient jdbc;

    BroughtCommits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A commit that another one brought before stays with that.
    void keep(long project, long request, Collection<String> shas) {
        jdbc.sql("""
                        insert into merge_request_commit (project_id, sha, merge_request_id)
                        select :project, sha, :request from unnest(:shas) sha on conflict do nothing""")
                .param("project", project)
                .param("request", request)
                .param("shas", shas.toArray(String[]::new))
                .update();
    }

    /// Which merge request brought each of these commits; commits that came in otherwise are left out. Whoever may read the
    /// project may see them.
    public Map<String, MergeRequest> by(long project, Collection<String> shas) {
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("select sha, merge_request_id from merge_request_commit where project_id = :project and sha = any (:shas)")
                .param("project", project)
                .param("shas", shas.toArray(String[]::new))
                .query(row -> {
                    ids.put(row.getString("sha"), row.getLong("merge_request_id"));
                });
        Map<Long, MergeRequest> requests = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(SELECT + " where merge_request.id = any (:ids)")
                    .param("ids", ids.values().toArray(Long[]::new))
                    .query(MergeRequestRows::read)
                    .list()
                    .forEach(request -> requests.put(request.id(), request));
        }
        Map<String, MergeRequest> brought = new HashMap<>();
        ids.forEach((sha, id) -> {
            MergeRequest request = requests.get(id);
            if (request != null) {
                brought.put(sha, request);
            }
        });
        return brought;
    }
}
