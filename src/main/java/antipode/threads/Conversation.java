package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// A thread as one reader sees it: what people wrote, and between it what the record notes. Its template is
/// `threads/Conversation.jte`.
///
/// @param maintains whether the reader may change what others wrote
/// @param waiting   the notes that wait for the reader's answer
public record Conversation(
        Issuable issuable, List<Note> notes, References.Linked linked, Actor reader, boolean maintains, Set<Long> waiting) {

    /// The description of the thing itself, with links for this reader.
    public String description() {
        return linked.html(issuable.descriptionHtml());
    }

    String html(Comment comment) {
        return linked.html(comment.bodyHtml());
    }

    boolean mayChange(Comment comment) {
        return maintains || reader.is(comment.author().id());
    }

    String editPath(Comment comment) {
        return issuable.path() + "/notes/" + comment.id() + "/edit";
    }

    /// That it was opened stands under its title, and what cites it from where the reader may not look is not told.
    boolean shows(Event event) {
        return !event.action().equals("opened") && (cited(event) == null || !link(event).isEmpty());
    }

    /// What is cited in the event, as a link; empty if the reader may not see it.
    String link(Event event) {
        String cited = cited(event);
        Issuable thing = cited == null ? null : linked.thing(marker(cited));
        return thing == null
                ? ""
                : "<a href=\"" + HtmlUtils.htmlEscape(thing.path()) + "\">"
                        + HtmlUtils.htmlEscape(
                                thing.projectPath().equals(issuable.projectPath()) ? thing.reference() : thing.fullReference())
                        + " " + HtmlUtils.htmlEscape(thing.title()) + "</a>";
    }

    static @Nullable String cited(Event event) {
        return event.action().equals("mentioned") || event.action().equals("reverted") ? event.detail("in") : null;
    }

    static Marker marker(String reference) {
        return new Marker(reference.indexOf('!') >= 0 ? Marker.Kind.MERGE_REQUEST : Marker.Kind.ISSUE, reference);
    }

    static String kept(Event event) {
        String cited = cited(event);
        return cited == null ? "" : Markdown.frame(marker(cited));
    }

    static @Nullable Instant until(Event event) {
        return event.detail().containsKey("until") ? Instant.parse(event.detail("until")) : null;
    }

    static String icon(Event event) {
        return switch (event.action()) {
            case "closed" -> "circle-slash";
            case "reopened" -> "circle-dot";
            case "merged" -> "git-merge";
            case "retitled", "described" -> "pencil";
            case "labelled", "unlabelled" -> "tag";
            case "assigned", "unassigned", "handed on", "took", "passed" -> "user";
            case "made confidential" -> "lock";
            case "made visible" -> "lock-open";
            case "due" -> "calendar";
            case "milestone" -> "milestone";
            case "weighed" -> "scale";
            case "mentioned" -> "link";
            case "drafted" -> "circle-dashed";
            case "readied" -> "circle-check";
            case "pushed" -> "git-commit-horizontal";
            case "approved" -> "check";
            case "asked for review" -> "eye";
            case "door" -> "door-open";
            case "asked" -> "circle-question-mark";
            case "objected" -> "hand";
            case "withdrew", "reverted", "unapproved" -> "undo-2";
            case "defaulted", "returned" -> "hourglass";
            default -> "history";
        };
    }
}
