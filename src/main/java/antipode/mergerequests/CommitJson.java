package antipode.mergerequests;

import antipode.api.Site;
import antipode.repositories.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A commit of a merge request in GitLab's form.
record CommitJson(
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

    static CommitJson of(Commit commit, String projectPath, Site site) {
        return new CommitJson(
                commit.id(),
                commit.shortId(),
                commit.committer().instant(),
                commit.parents(),
                commit.title(),
                commit.message(),
                commit.author().name(),
                commit.author().email(),
                commit.author().instant(),
                commit.committer().name(),
                commit.committer().email(),
                commit.committer().instant(),
                Map.of(),
                Map.of(),
                site.url("/" + projectPath + "/-/commit/" + commit.id()));
    }
}
