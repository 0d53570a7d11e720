package antipode.mergerequests;

import antipode.markdown.Markdown;
import antipode.markdown.ProseDiff;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.repositories.Files;
import antipode.threads.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a merge request changes, file by file, for its page.
@Component
class MergeRequestChanges {

    /// Larger files, and more of them, are shown line by line.
    private static final int LONGEST_PROSE = 300_000;
    private static final int MOST_PROSE = 30;

    private final References references;
    private final Diffs diffs;
    private final Files files;

    MergeRequestChanges(References references, Diffs diffs, Files files) {
        this.references = references;
        this.diffs = diffs;
        this.files = files;
    }

    List<Changed> of(Actor actor, Project project, MergeRequest request, boolean source) {
        List<Changed> changed = new ArrayList<>();
        int prose = 0;
        for (FileDiff diff : diffs.between(project.id(), request.base(), request.head())) {
            boolean page = !source && Changed.isPage(diff) && prose < MOST_PROSE;
            ProseDiff told = page ? prose(project, request, diff) : null;
            prose += told == null ? 0 : 1;
            changed.add(new Changed(diff, told));
        }
        return linked(actor, project, changed);
    }

    private @Nullable ProseDiff prose(Project project, MergeRequest request, FileDiff diff) {
        String before = diff.created() ? "" : text(project, request.base(), diff.oldPath());
        String after = diff.deleted() ? "" : text(project, request.head(), diff.newPath());
        return before.length() > LONGEST_PROSE || after.length() > LONGEST_PROSE
                ? null
                : ProseDiff.of(before, after, new FileLinks(project.fullPath(), request.head(), diff.path()));
    }

    private String text(Project project, String commit, String path) {
        return files.find(project.id(), commit, path).map(Files.File::text).orElse("");
    }

    /// Turns what the texts cite to links for this reader, with one question for all of them.
    private List<Changed> linked(Actor actor, Project project, List<Changed> changed) {
        List<String> htmls = changed.stream()
                .filter(file -> file.prose() != null)
                .flatMap(file -> Objects.requireNonNull(file.prose()).rows().stream())
                .map(row -> switch (row) {
                    case ProseDiff.Changed one -> one.html();
                    case ProseDiff.Context one -> one.html();
                    case ProseDiff.Unchanged same -> same.blocks().stream().map(block -> block.html()).collect(Collectors.joining());
                })
                .toList();
        if (htmls.stream().allMatch(html -> Markdown.markers(html).isEmpty())) {
            return changed;
        }
        References.Linked linked = references.link(actor, project.fullPath(), htmls);
        return changed.stream()
                .map(file -> file.prose() == null ? file : new Changed(file.diff(), linked(file.prose(), linked)))
                .toList();
    }

    private static ProseDiff linked(ProseDiff prose, References.Linked linked) {
        List<ProseDiff.Row> rows = prose.rows().stream()
                .<ProseDiff.Row>map(row -> switch (row) {
                    case ProseDiff.Changed one ->
                        new ProseDiff.Changed(one.change(), one.oldLine(), one.newLine(), one.newEnd(), linked.html(one.html()));
                    case ProseDiff.Context one -> new ProseDiff.Context(one.line(), linked.html(one.html()));
                    case ProseDiff.Unchanged same -> new ProseDiff.Unchanged(same.blocks().stream()
                            .map(block -> new antipode.markdown.Block(block.start(), block.end(), linked.html(block.html())))
                            .toList());
                })
                .toList();
        return new ProseDiff(rows, prose.wordsIn(), prose.wordsOut());
    }
}
