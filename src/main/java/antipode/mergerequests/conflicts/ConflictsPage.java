package antipode.mergerequests.conflicts;

import antipode.mergerequests.MergeRequest;
import antipode.projects.Project;
import antipode.repositories.Conflict;
import antipode.web.Page;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What two branches both changed, and a form to settle it.
///
/// @param source    the head of the source, as is `target` that of the target
/// @param maySettle whether the reader may push to the source
/// @param wrong     by path
/// @param refused   why nothing was settled
record ConflictsPage(
        Project project,
        MergeRequest request,
        String source,
        String target,
        List<Conflict> conflicts,
        boolean maySettle,
        SettlingForm form,
        Map<String, String> wrong,
        @Nullable Problem refused)
        implements Page {

    private static final int LONGEST_FIELD = 400_000;

    @Override
    public int status() {
        return refused != null ? refused.status() : wrong.isEmpty() ? 200 : 422;
    }

    /// Why it can't be brought together by itself.
    String why(Conflict conflict) {
        String from = request.sourceBranch();
        String into = request.targetBranch();
        return switch (conflict.kind()) {
            case LINES -> conflict.disputed().size() == 1
                    ? "Both changed the same lines, in one place."
                    : "Both changed the same lines, in " + conflict.disputed().size() + " places.";
            case BOTH_ADDED -> conflict.disputed().isEmpty() ? "Both added a file of this name." : "Both added a file of this name, each with other lines.";
            case GONE_IN_SOURCE -> from + " deleted it; " + into + " changed it.";
            case GONE_IN_TARGET -> into + " deleted it; " + from + " changed it.";
            case BINARY -> "Both changed it, and it is no text.";
            case RENAMED_TWICE -> from + " named it so; " + into + " named it " + conflict.also() + ".";
            case FOLDER -> "A file in one branch is a folder in the other. Only git can settle that.";
        };
    }

    boolean onlyByGit() {
        return conflicts.stream().anyMatch(conflict -> conflict.kind() == Conflict.Kind.FOLDER);
    }

    /// How one settles with git what can't be settled here.
    String commands() {
        return "git fetch origin\ngit checkout " + request.sourceBranch() + "\ngit merge origin/" + request.targetBranch()
                + "\n# settle it, then\ngit add --all\ngit commit\ngit push origin " + request.sourceBranch();
    }

    /// What it means to take a whole side.
    String taking(Conflict conflict, boolean ofSource) {
        String branch = ofSource ? request.sourceBranch() : request.targetBranch();
        boolean gone = conflict.kind() == (ofSource ? Conflict.Kind.GONE_IN_SOURCE : Conflict.Kind.GONE_IN_TARGET);
        return gone ? "Delete it, as " + branch + " did" : "Keep it as it is in " + branch;
    }

    boolean mayWrite(Conflict conflict) {
        return conflict.plain() && conflict.byPlaces() && written(conflict).length() <= LONGEST_FIELD;
    }

    /// What stands in the field: as typed, else with git's marks.
    String written(Conflict conflict) {
        String typed = form.of(conflict).text();
        return typed != null ? typed : conflict.lines().marked(request.sourceBranch(), request.targetBranch());
    }

    String message() {
        return form.message().isBlank() ? usual(request) : form.message();
    }

    static String usual(MergeRequest request) {
        return "Merge branch '" + request.targetBranch() + "' into '" + request.sourceBranch() + "'";
    }

    /// Files that somebody wrote about but that clash no more: what they typed isn't lost.
    List<Map.Entry<String, SettlingForm.Entry>> left() {
        List<Map.Entry<String, SettlingForm.Entry>> left = new ArrayList<>(form.entries().entrySet());
        left.removeIf(entry -> entry.getValue().text() == null || !entry.getValue().way().equals("text")
                || conflicts.stream().anyMatch(conflict -> conflict.path().equals(entry.getKey())));
        return left;
    }
}
