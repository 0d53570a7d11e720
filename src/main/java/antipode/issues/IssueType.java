package antipode.issues;

import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.web.Part;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A kind of issue. The rooms whose things are issues with something more bring one each; everything of it that the pages and
/// the API of issues have to know stands here.
public interface IssueType {

    /// As stored and as in the API's `issue_type`.
    String key();

    /// In a sentence: "decision", "meeting".
    String name();

    /// Beside it in lists.
    default String icon() {
        return "circle-dot";
    }

    /// Where its list is, in the bar and within a project: `issues`, `decisions`.
    default String place() {
        return "issues";
    }

    /// Where it stands among the types one may choose; a plain issue is 0.
    default int order() {
        return 100;
    }

    /// How a new one's description begins, in Markdown. A file `.gitlab/issue_templates/Name.md` in the repository wins.
    default String template() {
        return "";
    }

    /// The line under the heading of the form in which a new one is written.
    default String advice() {
        return "Say what is so, what you propose, and what would prove it wrong. Whoever wakes later decides from these words alone.";
    }

    /// Its own fields of the form, as they stand in a request; nothing if it has none.
    ///
    /// @param issue what is changed; nothing while it is new
    default @Nullable TypeFields typed(HttpServletRequest request, @Nullable Issue issue) {
        return null;
    }

    /// Its own fields as they are kept, to be changed.
    default @Nullable TypeFields kept(Issue issue) {
        return null;
    }

    /// Its own fields as a client of the API sent them; nothing if it sent none.
    default @Nullable TypeFields sent(Parameters sent) {
        return null;
    }

    /// The names of what a client may send.
    default List<String> parameters() {
        return List.of();
    }

    /// Something becomes an issue of this type: opened as one, or changed to one. Its header is locked.
    default void begin(Actor actor, Issue locked) {}

    /// It becomes an issue of another type.
    default void leave(Actor actor, Issue locked) {}

    /// Why it can't become an issue of another type, as a sentence; nothing if it can.
    default @Nullable String whyNotAnother(Issue issue) {
        return null;
    }

    /// The ids of others that change with it when it is opened again or deleted; their headers are locked together.
    default List<Long> besides(Issue issue) {
        return List.of();
    }

    /// It is about to be deleted, with its header and those [#besides] it locked.
    default void delete(Actor actor, Issue locked) {}

    /// Why it can't be closed yet, as a sentence; nothing if it can.
    default @Nullable String whyNotClosed(Issue issue) {
        return null;
    }

    /// Why it can't be opened again, as a sentence; nothing if it can.
    default @Nullable String whyNotReopened(Issue issue) {
        return null;
    }

    /// What its page shows besides what every issue's does.
    default Panels panels(Actor reader, Role role, Issue issue) {
        return Panels.NONE;
    }

    /// The pieces of its page.
    ///
    /// @param steps across the page, under the title
    /// @param above before its description
    /// @param below after it
    /// @param side  sections of the side column, under "About this issue"
    record Panels(@Nullable Part steps, @Nullable Part above, @Nullable Part below, List<Part> side) {

        public static final Panels NONE = new Panels(null, null, null, List.of());
    }

    /// Where each of these stands, of those for which "Open" and "Closed" don't say it: one question for a whole list.
    default Map<Long, Standing> standings(Collection<Long> issues) {
        return Map.of();
    }

    /// @param kind as in `web/State.jte`
    /// @param word "Decided", "Superseded"
    record Standing(String kind, String word) {}

    /// What the API tells of each of these, under the type's key: a fixed number of questions for a whole list.
    default Map<Long, ?> told(Actor reader, Collection<Issue> issues, Site site) {
        return Map.of();
    }
}
