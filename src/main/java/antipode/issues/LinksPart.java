package antipode.issues;

import antipode.issues.IssueLink.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The section of the side column that shows what an issue is to others, with the forms that say it and take it back.
///
/// @param typed what was typed in the form; nothing while it is closed
/// @param as    the relation that was chosen in it
/// @param error what is wrong with it
record LinksPart(
        Issue issue,
        List<IssueLink> links,
        boolean mayEdit,
        @Nullable String typed,
        Relation as,
        @Nullable String error) {

    static LinksPart of(Issue issue, List<IssueLink> links, boolean mayEdit) {
        return new LinksPart(issue, links, mayEdit, null, Relation.RELATES, null);
    }

    /// Those of a relation; whatever blocks stands first.
    List<IssueLink> of(Relation relation) {
        return links.stream().filter(link -> link.relation() == relation).toList();
    }

    static List<Relation> relations() {
        return List.of(
                Relation.IS_BLOCKED_BY, Relation.BLOCKS, Relation.DUPLICATES, Relation.IS_DUPLICATED_BY, Relation.RELATES);
    }

    /// What one may say in the form. A duplicate is said from the one that is closed by it.
    static List<Relation> choices() {
        return List.of(Relation.RELATES, Relation.BLOCKS, Relation.IS_BLOCKED_BY, Relation.DUPLICATES);
    }

    String reference(IssueLink link) {
        return link.other().projectPath().equals(issue.header().projectPath())
                ? link.other().reference()
                : link.other().fullReference();
    }

    /// The open issues it waits for.
    List<IssueLink> blockers() {
        return of(Relation.IS_BLOCKED_BY).stream().filter(link -> link.other().open()).toList();
    }
}
