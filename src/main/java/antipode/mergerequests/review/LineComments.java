package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.people.Actor;
import antipode.threads.QuickActions;
import antipode.threads.Resolutions;
import antipode.threads.Writing;
import antipode.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Says something beside lines of what a merge request changes: a thread that waits to be resolved.
@Component
public class LineComments {

    private final Positions positions;
    private final Resolutions resolutions;
    private final DraftNotes drafts;

    LineComments(Positions positions, Resolutions resolutions, DraftNotes drafts) {
        this.positions = positions;
        this.resolutions = resolutions;
        this.drafts = drafts;
    }

    /// Beside one line of a file as it is proposed now, counted from one.
    @Transactional
    public QuickActions.Done say(Actor actor, MergeRequest request, String path, int line, Writing writing) {
        return say(actor, request, writing, at(request, path, line));
    }

    /// The same, kept until the actor sends the review.
    @Transactional
    public void gather(Actor actor, MergeRequest request, String path, int line, String words) {
        drafts.add(actor, request, words, at(request, path, line), null, false);
    }

    private DiffPosition.Kept at(MergeRequest request, String path, int line) {
        return positions.read(request, new DiffPosition.Wish(
                request.base(), request.start(), request.head(), path, path, null, line, null, line));
    }

    /// Puts a comment that was written elsewhere beside its lines.
    ///
    /// @return whether these stand in what is proposed
    @Transactional
    public boolean place(MergeRequest request, long comment, DiffPosition.Wish wish) {
        try {
            positions.keep(request.id(), comment, positions.read(request, wish));
            return true;
        } catch (Problem gone) {
            return false;
        }
    }

    @Transactional
    QuickActions.Done say(Actor actor, MergeRequest request, Writing writing, DiffPosition.Kept kept) {
        return resolutions.begin(
                actor, request.header(), writing, comment -> positions.keep(request.id(), comment.id(), kept));
    }
}
