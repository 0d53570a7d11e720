package antipode.mergerequests.review;

import antipode.git.ObjectPlace;
import antipode.git.ObjectPlaces;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The commits that merge requests bring, and those that were reviewed, approved and spoken of.
@Component
class ReviewedCommits implements ObjectPlaces {

    private static final String IN_PROJECT = "in (select issuable.id from issuable where issuable.project_id = :repository)";

    @Override
    public List<ObjectPlace> places() {
        return Stream.of(
                        own("merge_request", "head"), own("merge_request", "base"), own("merge_request", "start_commit"),
                        own("merge_request", "merge_commit"), own("merge_request", "landed_from"), own("merge_request_commit", "sha"),
                        of("merge_request_version", "head"), of("merge_request_version", "base"), of("merge_request_version", "start_commit"),
                        of("approval", "head"), of("auto_merge", "head"), of("review", "head"),
                        of("draft_note", "place").asJson(),
                        own("thread_place", "place").where("kept.issuable_id " + IN_PROJECT).asJson(),
                        own("suggestion_applied", "commit").where("kept.comment_id in (select comment.id from comment join issuable"
                                + " on issuable.id = comment.issuable_id where issuable.project_id = :repository)"))
                .toList();
    }

    private static ObjectPlace own(String table, String column) {
        return ObjectPlace.of(table, column);
    }

    private static ObjectPlace of(String table, String column) {
        return ObjectPlace.of(table, column).where("kept.merge_request_id " + IN_PROJECT);
    }
}
