package antipode.mergerequests.review;

import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// What stands beside a merge request: its door, its question, notes that aren't sent yet, the lines that a thread was begun at
/// and those that a suggestion changed.
@Component
class ReviewWords implements WordPlaces {

    private static final String REQUEST = "merge_request_id";
    private static final String OF_COMMENT = "(select comment.issuable_id from comment where comment.id = comment_id)";

    @Override
    public List<WordPlace> places() {
        return List.of(
                WordPlace.of("merge_request", "door_reason").in("id"),
                WordPlace.of("merge_request", "question").in("id"),
                WordPlace.of("auto_merge", "message").in(REQUEST),
                WordPlace.of("draft_note", "body").in(REQUEST),
                WordPlace.ofJson("draft_note", "place").in(REQUEST),
                WordPlace.ofJson("thread_place", "place"),
                WordPlace.of("suggestion_applied", "before").in(OF_COMMENT).copiedFrom("comment_id"),
                WordPlace.of("suggestion_applied", "after").in(OF_COMMENT).copiedFrom("comment_id"));
    }
}
