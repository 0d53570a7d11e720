package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.CommitThreads;
import antipode.threads.Issuable;
import antipode.threads.QuickActions;
import antipode.threads.Resolutions;
import antipode.threads.Writing;
import antipode.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Says something beside lines of what a merge request or a commit changes: a thread that waits to be resolved.
@Component
public class LineComments {

    private final Positions positions;
    private final Resolutions resolutions;
    private final DraftNotes drafts;
    private final QuickActions quick;
    private final CommitThreads commits;
    private final Commits history;

    LineComments(
            Positions positions, Resolutions resolutions, DraftNotes drafts, QuickActions quick, CommitThreads commits,
            Commits history) {
        this.quick = quick;
        this.commits = commits;
        this.history = history;
        this.positions = positions;
        this.resolutions = resolutions;
        this.drafts = drafts;
    }

    /// Beside one line of a file as it is proposed now, counted from one.
    @Transactional
    public QuickActions.Done say(Actor actor, MergeRequest request, String path, int line, Writing writing) {
        return say(actor, request.header(), writing, at(request, path, line));
    }

    /// Of a commit, beside lines of what it changed where such are given.
    @Transactional
    public QuickActions.Done say(
            Actor actor, Project project, String sha, Writing writing, String oldPath, String path, @Nullable Lines lines) {
        Issuable thread = commits.begin(actor, project, commits.find(actor, project, sha));
        return lines == null ? quick.say(actor, thread, writing) : say(actor, thread, writing, at(project, sha, oldPath, path, lines));
    }

    /// Where these lines stand in what a commit changed.
    DiffPosition.Kept at(Project project, String sha, String oldPath, String path, Lines lines) {
        Commit commit = history.find(project.id(), sha).orElseThrow(() -> Problem.notFound("Commit"));
        return positions.read(project.id(), commit, oldPath, path, lines);
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
    QuickActions.Done say(Actor actor, Issuable thread, Writing writing, DiffPosition.Kept kept) {
        return resolutions.begin(actor, thread, writing, comment -> positions.keep(thread.id(), comment.id(), kept));
    }
}
