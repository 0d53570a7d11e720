package antipode.repositories;

import antipode.api.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A commit in GitLab's form.
///
/// @param trailers         what stands behind `Reviewed-by:` and the like at the end of its message; of several the last
/// @param extendedTrailers all of them
public record CommitJson(
        String id,
        String shortId,
        Instant createdAt,
        List<String> parentIds,
        String title,
        String message,
        String authorName,
        String authorEmail,
        Instant authoredDate,
        String committerName,
        String committerEmail,
        Instant committedDate,
        Map<String, String> trailers,
        Map<String, List<String>> extendedTrailers,
        String webUrl) {

    public static CommitJson of(Commit commit, String projectPath, Site site) {
        var trailers = commit.trailers();
        var last = new LinkedHashMap<String, String>();
        trailers.forEach((name, values) -> last.put(name, values.getLast()));
        return new CommitJson(
                commit.id(), commit.shortId(), commit.committer().instant(), commit.parents(), commit.title(), commit.message(),
                commit.author().name(), commit.author().email(), commit.author().instant(),
                commit.committer().name(), commit.committer().email(), commit.committer().instant(),
                last, trailers, site.url("/" + projectPath + "/-/commit/" + commit.id()));
    }
}
