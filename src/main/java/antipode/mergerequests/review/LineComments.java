package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.people.Actor;
import antipode.threads.QuickActions;
import antipode.threads.Resolutions;
import antipode.threads.Writing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Says something beside lines of what a merge request changes: a thread that waits to be resolved.
@Component
public class LineComments {

    private final Positions positions;
    private final Resolutions resolutions;

    LineComments(Positions positions, Resolutions resolutions) {
        this.positions = positions;
        this.resolutions = resolutions;
    }

    /// Beside one line of a file as it is proposed now, counted from one.
    @Transactional
    public QuickActions.Done say(Actor actor, MergeRequest request, String path, int line, Writing writing) {
        return say(actor, request, writing, positions.read(request, new DiffPosition.Wish(
                request.base(), request.start(), request.head(), path, path, null, line, null, line)));
    }

    @Transactional
    QuickActions.Done say(Actor actor, MergeRequest request, Writing writing, DiffPosition.Kept kept) {
        return resolutions.begin(
                actor, request.header(), writing, comment -> positions.keep(request.id(), comment.id(), kept));
    }
}
