package antipode.repositories;

import antipode.api.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A commit in GitLab's form.
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
        Map<String, String> extendedTrailers,
        String webUrl) {

    public static CommitJson of(Commit commit, String projectPath, Site site) {
        return new CommitJson(
                commit.id(), commit.shortId(), commit.committer().instant(), commit.parents(), commit.title(), commit.message(),
                commit.author().name(), commit.author().email(), commit.author().instant(),
                commit.committer().name(), commit.committer().email(), commit.committer().instant(),
                Map.of(), Map.of(), site.url("/" + projectPath + "/-/commit/" + commit.id()));
    }
}
