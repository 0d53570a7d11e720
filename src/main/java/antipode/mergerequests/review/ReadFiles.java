package antipode.mergerequests.review;

import antipode.markdown.Block;
import antipode.markdown.Markdown;
import antipode.markdown.ProseDiff;
import antipode.mergerequests.FileLinks;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.FileDiff;
import antipode.threads.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of a page as they are put together, so that what all of them cite is looked up at once.
final class ReadFiles {

    private sealed interface Piece {}

    private record Plain(FileChange change) implements Piece {}

    private record Read(
            int index, FileDiff diff, @Nullable ProseDiff prose, List<Block> before, List<Block> after, List<FileChange.Said> said)
            implements Piece {}

    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> htmls = new ArrayList<>();

    void plain(FileChange change) {
        pieces.add(new Plain(change));
    }

    void add(
            int index, FileDiff diff, String before, String after, FileLinks links, Asked.View view,
            List<FileChange.Said> said) {
        if (view == Asked.View.PAGES) {
            List<Block> was = Markdown.render(before, links).blocks();
            List<Block> is = Markdown.render(after, links).blocks();
            was.forEach(block -> htmls.add(block.html()));
            is.forEach(block -> htmls.add(block.html()));
            pieces.add(new Read(index, diff, null, was, is, said));
        } else {
            ProseDiff prose = ProseDiff.of(before, after, links);
            prose.rows().forEach(row -> {
                switch (row) {
                    case ProseDiff.Changed one -> htmls.add(one.html());
                    case ProseDiff.Context one -> htmls.add(one.html());
                    case ProseDiff.Unchanged same -> same.blocks().forEach(block -> htmls.add(block.html()));
                }
            });
            pieces.add(new Read(index, diff, prose, List.of(), List.of(), said));
        }
    }

    /// Turns what the texts cite to links for this reader, with one question for all of them.
    List<FileChange> linked(Actor reader, Project project, References references) {
        boolean cites = htmls.stream().anyMatch(html -> !Markdown.markers(html).isEmpty());
        References.Linked linked = cites ? references.link(reader, project.fullPath(), htmls) : null;
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Plain plain -> plain.change();
                    case Read read when read.prose() == null -> FileChange.pages(
                            read.index(), read.diff(), linked(linked, read.before()), linked(linked, read.after()), read.said());
                    case Read read -> FileChange.prose(
                            read.index(), read.diff(), linked(linked, Objects.requireNonNull(read.prose())), read.said());
                })
                .toList();
    }

    private static List<Block> linked(References.@Nullable Linked linked, List<Block> blocks) {
        return linked == null
                ? blocks
                : blocks.stream().map(block -> new Block(block.start(), block.end(), linked.html(block.html()))).toList();
    }

    private static ProseDiff linked(References.@Nullable Linked linked, ProseDiff prose) {
        return linked == null
                ? prose
                : new ProseDiff(prose.rows().stream().map(row -> linked(linked, row)).toList(), prose.wordsIn(), prose.wordsOut());
    }

    private static ProseDiff.Row linked(References.Linked linked, ProseDiff.Row row) {
        return switch (row) {
            case ProseDiff.Changed one -> new ProseDiff.Changed(
                    one.change(), one.oldLine(), one.oldEnd(), one.newLine(), one.newEnd(), linked.html(one.html()));
            case ProseDiff.Context one -> new ProseDiff.Context(one.line(), one.end(), linked.html(one.html()));
            case ProseDiff.Unchanged same -> new ProseDiff.Unchanged(linked(linked, same.blocks()));
        };
    }
}
