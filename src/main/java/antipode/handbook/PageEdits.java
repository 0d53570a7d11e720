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
import antipode.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes a page in one step: a branch, a commit, a draft merge request through a two-way door.
@Component
class PageEdits {

    private static final int LONGEST = 5 << 20;
    private static final int MOST_PATCHES = 10_000;

    private final Files files;
    private final Edits edits;
    private final Branches branches;
    private final Commits commits;
    private final MergeRequests requests;
    private final Knowing knowing;

    PageEdits(Files files, Edits edits, Branches branches, Commits commits, MergeRequests requests, Knowing knowing) {
        this.knowing = knowing;
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
    record Draft(
            String branch, String path, String base, String content, String title, String description, @Nullable MergeRequest request) {

        Draft reading(String merged, String newBase) {
            return new Draft(branch, path, newBase, merged, title, description, request);
        }
    }

    /// What became of it.
    sealed interface Outcome {}

    record Proposed(MergeRequest request) implements Outcome {}

    /// It was the first page of an empty repository, and is there.
    record Begun() implements Outcome {}

    /// Somebody else changed the same lines meanwhile. Nothing is saved.
    ///
    /// @param theirs what the page says now
    /// @param blob   its blob, from which to save again
    record Crossed(String theirs, String blob, Pages.Change change) implements Outcome {}

    @Transactional
    Outcome propose(Actor actor, Project project, Draft draft) {
        check(draft);
        var now = files.locate(project.id(), draft.branch(), draft.path()).orElse(null);
        var settled = settled(project, draft, now);
        if (settled.isEmpty()) {
            return crossed(project, draft, now);
        }
        var ready = settled.get();
        var current = now == null ? "" : whole(project, now.blob());
        var content = ended(ready.content(), current);
        if (now != null && content.equals(current)) {
            throw Problem.invalid("content", "is what the page says already");
        }
        var action = now == null
                ? Edits.Action.create(draft.path(), content)
                : Edits.Action.update(draft.path(), content);
        return draft.request() == null ? begin(actor, project, ready, action) : goOn(actor, project, ready, action);
    }

    /// The same by somebody who may not write: it goes to a new branch of theirs, and whoever answers for the page is asked to
    /// look at it.
    @Transactional
    Outcome offer(Actor actor, Project project, Draft draft) {
        check(draft);
        var now = files.locate(project.id(), draft.branch(), draft.path()).orElseThrow(() -> Problem.notFound("Page"));
        var settled = settled(project, draft, now);
        if (settled.isEmpty()) {
            return crossed(project, draft, now);
        }
        var current = whole(project, now.blob());
        var content = ended(settled.get().content(), current);
        if (content.equals(current)) {
            throw Problem.invalid("content", "is what the page says already");
        }
        var branch = patch(actor, project);
        edits.offer(actor, project, branch, draft.branch(), message(draft), List.of(Edits.Action.update(draft.path(), content)));
        var asked = knowing.answering(project, draft.path()).filter(person -> !actor.is(person.id())).stream().toList();
        return new Proposed(requests.offer(
                actor, project,
                Proposal.ready(branch, draft.branch(), draft.title().strip(), draft.description().strip()).reviewedBy(asked)));
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
        if (current.equals(draft.base())) {
            return Optional.of(draft);
        }
        if (now == null || draft.base().isEmpty()) {
            return Optional.empty();
        }
        return merged(text(project, draft.base()), draft.content(), text(project, now.blob()))
                .map(merged -> draft.reading(merged, now.blob()));
    }

    static Optional<String> merged(String base, String ours, String theirs) {
        var result = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(ours), raw(theirs));
        if (result.containsConflicts()) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        try {
            new MergeFormatter().formatMerge(out, result, List.of("", "", ""), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(out.toString(StandardCharsets.UTF_8));
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    private Crossed crossed(Project project, Draft draft, Files.@Nullable Located now) {
        var last = commits.list(project.id(), Commits.Query.of(draft.branch(), 1).at(draft.path())).stream()
                .findFirst()
                .orElseThrow(() -> Problem.conflict("The page was taken away meanwhile. Your text is not saved."));
        return new Crossed(
                now == null ? "" : text(project, now.blob()), now == null ? "" : now.blob(),
                new Pages.Change(last.id(), last.author().name(), last.author().email(), last.author().instant()));
    }

    private Outcome begin(Actor actor, Project project, Draft draft, Edits.Action action) {
        if (branches.find(project.id(), draft.branch()).isEmpty()) {
            // Nothing to merge into yet: the first page is the repository's first commit.
            edits.commit(actor, project, draft.branch(), null, message(draft), List.of(action), null);
            return new Begun();
        }
        var branch = patch(actor, project);
        edits.commit(actor, project, branch, draft.branch(), message(draft), List.of(action), null);
        return new Proposed(requests.propose(actor, project, Proposal.draft(branch, draft.branch(), draft.title().strip(), draft.description().strip())));
    }

    private Outcome goOn(Actor actor, Project project, Draft draft, Edits.Action action) {
        edits.commit(actor, project, draft.branch(), null, message(draft), List.of(action), null);
        return new Proposed(java.util.Objects.requireNonNull(draft.request()));
    }

    private static String message(Draft draft) {
        var title = draft.title().strip().replaceAll("\\s+", " ");
        return draft.request() == null || draft.description().isBlank() ? title : title + "\n\n" + draft.description().strip();
    }

    /// `ana-patch-3`: the first that is free.
    private String patch(Actor actor, Project project) {
        var taken = branches.list(project.id()).stream().map(Branches.Branch::name).collect(java.util.stream.Collectors.toSet());
        for (int number = 1; number < MOST_PATCHES; number++) {
            var name = actor.require().username() + "-patch-" + number;
            if (!taken.contains(name)) {
                return name;
            }
        }
        throw Problem.conflict("You have too many branches. Remove some, then try again.");
    }

    /// A file keeps its kind of line ends; else whoever changes one line would have written them all.
    private static String ended(String content, String like) {
        return like.contains("\r\n") ? content.replace("\n", "\r\n") : content;
    }

    private String text(Project project, String blob) {
        return whole(project, blob).replace("\r\n", "\n");
    }

    private String whole(Project project, String blob) {
        return new String(files.blob(project.id(), blob).orElseThrow(() -> Problem.notFound("File")), StandardCharsets.UTF_8);
    }
}
