package antipode.imports;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.projects.Project;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One import: what was found, who wrote it, how far it is, and what could not be taken.
///
/// @param project what it becomes; nothing while it is only looked at, or where the reader may not see it
/// @param form    what was sent and not taken
record ImportPage(
        Import brought,
        @Nullable Project project,
        List<Authors.Author> authors,
        List<String> remarks,
        List<Namespace> namespaces,
        Actor actor,
        Map<String, String> form,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public boolean previewed() {
        return brought.state() == Import.State.PREVIEWED;
    }

    public boolean running() {
        return brought.state() == Import.State.RUNNING;
    }

    public boolean failed() {
        return brought.state() == Import.State.FAILED;
    }

    public String title() {
        return switch (brought.state()) {
            case PREVIEWED -> "What is in it";
            case RUNNING -> "It is being imported";
            case FAILED -> "The import has stopped";
            case FINISHED -> "It is here";
        };
    }

    public String value(String field) {
        return form.getOrDefault(field, "");
    }

    /// What stands in an author's field: a guess by mail address or name, until somebody says otherwise.
    public String value(Authors.Author author) {
        var typed = form.get("author_" + author.number());
        var likely = author.likely();
        return typed != null ? typed : likely != null && Authors.mayBe(actor, likely) ? likely.username() : "";
    }

    public String hint(Authors.Author author) {
        var likely = author.likely();
        return likely == null ? author.username().isEmpty() ? "" : "there @" + author.username()
                : author.byMail() ? "has the mail address of " + likely.name() : "is called like " + likely.name();
    }

    /// Whether there is anybody of whom it can still be said who they are.
    public boolean asks() {
        return authors.stream().anyMatch(Authors.Author::open);
    }
}
