package antipode.handbook;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Proposal;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Branches;
import antipode.repositories.Commits;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.repositories.ThreeWay;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes a page in one step: a branch, a commit, a draft merge request through a two-way door.
@Component
class PageEdits {

    private static final int LONGEST = 5 << 20;

    private final Files files;
    private final Edits edits;
    private final Branches branches;
    private final Commits commits;
    private final MergeRequests requests;
    private final Knowing knowing;
    private final OwnChanges changes;
    private final PagePictures pictures;

    PageEdits(
            Files files, Edits edits, Branches branches, Commits commits, MergeRequests requests, Knowing knowing, OwnChanges changes,
            PagePictures pictures) {
        this.knowing = knowing;
        this.changes = changes;
        this.pictures = pictures;
        this.files = files;
        this.edits = edits;
        this.branches = branches;
        this.commits = commits;
        this.requests = requests;
    }

    /// What somebody wants a page to say.
    ///
    /// @param branch where it is read from, and where it is meant to go
    /// @param base   the blob the editing began with; "" for a new page
    /// @param title  of the merge request, and the commit's first line
    /// @param request the merge request whose branch gets one more commit; nothing for a new one
    /// @param onto   where it is gathered with other pages: [#ANEW] or a branch of the writer's; "" to be proposed at once
    record Draft(
            String branch, String path, String base, String content, String title, String description, @Nullable MergeRequest request,
            String onto) {

        /// A change of its own.
        static final String ANEW = "new";

        Draft(String branch, String path, String base, String content, String title, String description, @Nullable MergeRequest request) {
            this(branch, path, base, content, title, description, request, "");
        }

        Draft reading(String merged, String newBase) {
            return new Draft(branch, path, newBase, merged, title, description, request, onto);
        }

        Draft called(String title) {
            return new Draft(branch, path, base, content, title, description, request, onto);
        }

        Draft saying(String content) {
            return new Draft(branch, path, base, content, title, description, request, onto);
        }

        /// The branch that is read before it is written.
        String where() {
            return onto.isEmpty() || onto.equals(ANEW) ? branch : onto;
        }
    }

    /// What became of it.
    sealed interface Outcome {}

    record Proposed(MergeRequest request) implements Outcome {}

    /// It was the first page of an empty repository, and is there.
    record Begun() implements Outcome {}

    /// It lies on a branch of the writer's, to be proposed together with what is still to come.
    record Gathered(String branch) implements Outcome {}

    /// Somebody else changed the same lines meanwhile. Nothing is saved.
    ///
    /// @param theirs what the page says now
    /// @param blob   its blob, from which to save again
    /// @param both   the two brought together, as far as they can be
    record Crossed(String theirs, String blob, Pages.Change change, ThreeWay both) implements Outcome {}

    @Transactional
    Outcome propose(Actor actor, Project project, Draft draft) {
        return written(actor, project, draft, actions -> bring(actor, project, draft, actions, null));
    }

    /// The same by somebody who may not write: it goes to a branch of theirs that nobody else writes to, and whoever answers for
    /// the page is asked to look at it. A draft that names a request of theirs is one more commit for it.
    @Transactional
    Outcome offer(Actor actor, Project project, Draft draft) {
        return written(actor, project, draft, actions -> {
            var more = draft.request();
            if (more != null) {
                edits.offer(actor, project, draft.branch(), null, message(draft), actions);
                return new Proposed(more);
            }
            var branch = changes.free(actor, project);
            edits.offer(actor, project, branch, draft.branch(), message(draft), actions);
            var asked = knowing.answering(project, draft.path()).filter(person -> !actor.is(person.id())).stream().toList();
            return new Proposed(requests.offer(
                    actor, project,
                    Proposal.ready(branch, draft.branch(), draft.title().strip(), draft.description().strip()).reviewedBy(asked)));
        });
    }

    /// What the draft does to the files, beside what others wrote meanwhile, brought where it belongs.
    private Outcome written(Actor actor, Project project, Draft draft, Function<List<Edits.Action>, Outcome> bringing) {
        check(draft);
        var now = files.locate(project.id(), draft.where(), draft.path()).orElse(null);
        if (now != null && now.link()) {
            throw Problem.refused("This is a link to another file. Use git to change it.");
        }
        var settled = settled(project, draft, now);
        if (settled.isEmpty()) {
            return crossed(project, draft, now);
        }
        var placed = pictures.place(actor, project, draft.where(), draft.path(), settled.get().content());
        var current = now == null ? "" : whole(project, now.blob());
        var content = LineEnds.like(placed.text(), current);
        if (now != null && content.equals(current)) {
            throw Problem.invalid("content", "is what the page says already");
        }
        var actions = new ArrayList<Edits.Action>();
        actions.add(now == null ? Edits.Action.create(draft.path(), content) : Edits.Action.update(draft.path(), content));
        actions.addAll(placed.actions());
        return bringing.apply(actions);
    }

    /// Puts some actions where the draft says, with its words.
    ///
    /// @param seen the commit they were made for, where they hold only there
    @Transactional
    Outcome bring(Actor actor, Project project, Draft draft, List<Edits.Action> actions, @Nullable String seen) {
        if (draft.request() != null) {
            edits.commit(actor, project, draft.branch(), null, message(draft), actions, seen);
            return new Proposed(draft.request());
        }
        if (branches.find(project.id(), draft.branch()).isEmpty()) {
            // Nothing to merge into yet: the first page is the repository's first commit.
            edits.commit(actor, project, draft.branch(), null, message(draft), actions, null);
            return new Begun();
        }
        boolean anew = draft.onto().isEmpty() || draft.onto().equals(Draft.ANEW);
        if (!anew && !changes.gathering(actor, project, draft.onto())) {
            throw Problem.conflict("That change was proposed or given up meanwhile. Save this page as a change of its own.");
        }
        var branch = anew ? changes.free(actor, project) : draft.onto();
        edits.commit(actor, project, branch, anew ? seen == null ? draft.branch() : seen : null, message(draft), actions, anew ? null : seen);
        return draft.onto().isEmpty()
                ? new Proposed(requests.propose(actor, project, Proposal.draft(branch, draft.branch(), draft.title().strip(), draft.description().strip())))
                : new Gathered(branch);
    }

    private static void check(Draft draft) {
        if (draft.title().isBlank()) {
            throw Problem.invalid("title", "can't be blank");
        }
        if (draft.path().isBlank()) {
            throw Problem.invalid("path", "can't be blank");
        }
        if (draft.content().length() > LONGEST) {
            throw Problem.invalid("content", "is too long");
        }
    }

    /// The text as it would be beside what others wrote meanwhile; nothing if both changed the same lines.
    private Optional<Draft> settled(Project project, Draft draft, Files.@Nullable Located now) {
        var current = now == null ? "" : now.blob();
        if (current.equals(draft.base()) || now == null && !draft.where().equals(draft.branch())) {
            return Optional.of(draft);
        }
        if (now == null || draft.base().isEmpty()) {
            return Optional.empty();
        }
        var both = ThreeWay.of(text(project, draft.base()), draft.content(), text(project, now.blob()));
        return both.clean() ? Optional.of(draft.reading(both.source(), now.blob())) : Optional.empty();
    }

    private Crossed crossed(Project project, Draft draft, Files.@Nullable Located now) {
        var last = commits.list(project.id(), Commits.Query.of(draft.where(), 1).at(draft.path())).stream()
                .findFirst()
                .orElseThrow(() -> Problem.conflict("The page was taken away meanwhile. Your text is not saved."));
        var theirs = now == null ? "" : text(project, now.blob());
        var base = draft.base().isEmpty() ? "" : text(project, draft.base());
        return new Crossed(
                theirs, now == null ? "" : now.blob(),
                new Pages.Change(last.id(), last.author().name(), last.author().email(), last.author().instant()),
                ThreeWay.of(base, draft.content(), theirs));
    }

    private static String message(Draft draft) {
        var title = draft.title().strip().replaceAll("\\s+", " ");
        return draft.request() == null && draft.onto().isEmpty() || draft.description().isBlank() ? title : title + "\n\n" + draft.description().strip();
    }

    /// What a blob says, with line ends as a form has them.
    String text(Project project, String blob) {
        return LineEnds.plain(whole(project, blob));
    }

    private String whole(Project project, String blob) {
        return new String(files.blob(project.id(), blob).orElseThrow(() -> Problem.notFound("File")), StandardCharsets.UTF_8);
    }
}
