package antipode.issues;

import antipode.projects.ProjectHead;
import antipode.threads.Sheet;
import antipode.web.Choice;
import antipode.threads.CapacityNote;
import antipode.threads.Clash;
import antipode.web.Page;
import antipode.web.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which an issue is written and changed.
///
/// @param issue  what is changed; nothing while it is new
/// @param types  those it can be of
/// @param fields the type's own
/// @param labels those the project has
/// @param milestones titles of those it may aim at
/// @param templates  names of those the repository keeps, while it is new
/// @param ways   other ways to open one, while it is new
/// @param sheet  what stands around the description
/// @param errors what is wrong, by field
/// @param theirs what somebody else has saved meanwhile
/// @param notes  what is worth knowing of those it is for
record IssueFormPage(
        ProjectHead head,
        @Nullable Issue issue,
        IssueType type,
        List<IssueType> types,
        Form form,
        @Nullable Part fields,
        List<String> labels,
        List<String> milestones,
        List<String> templates,
        List<OtherWay.Way> ways,
        Sheet sheet,
        Map<String, String> errors,
        @Nullable Clash theirs,
        List<CapacityNote> notes)
        implements Page {

    @Override
    public int status() {
        return theirs != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    String action() {
        return issue == null ? head.project().url() + "/-/issues" : issue.path();
    }

    String heading() {
        return issue == null ? "New " + type.name() : "Edit the " + type.name();
    }

    /// The form of another type, begun with what stands in this one's address.
    String path(IssueType other) {
        return head.project().url() + "/-/issues/new?type=" + other.key()
                + (form.title().isEmpty() ? "" : "&title=" + URLEncoder.encode(form.title(), StandardCharsets.UTF_8));
    }

    /// The form begun with a template.
    String path(String template) {
        return path(type) + "&template=" + URLEncoder.encode(template, StandardCharsets.UTF_8);
    }

    /// Those one may choose, with what is chosen even if it is closed.
    List<Choice> aims() {
        List<Choice> aims = new ArrayList<>(List.of(new Choice("", "none")));
        if (!form.milestone().isEmpty() && !milestones.contains(form.milestone())) {
            aims.add(new Choice(form.milestone(), form.milestone()));
        }
        milestones.forEach(title -> aims.add(new Choice(title, title)));
        return aims;
    }

    List<Choice> choices() {
        return types.stream().map(one -> new Choice(one.key(), called(one))).toList();
    }

    static String called(IssueType type) {
        return Character.toUpperCase(type.name().charAt(0)) + type.name().substring(1);
    }

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null || Character.isUpperCase(error.codePointAt(0)) || !Character.isLetter(error.codePointAt(0))
                ? error
                : "It " + error + ".";
    }
}
