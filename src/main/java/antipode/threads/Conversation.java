package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.markdown.Tasks;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Role;
import antipode.web.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// A thread as one reader sees it: what people wrote, and between it what the record notes. Its template is
/// `threads/Conversation.jte`.
///
/// @param reactions by comment; under 0 those to the thing itself
/// @param role    what the reader is to the project
/// @param waiting the notes that wait for the reader's answer
/// @param mailed  the comments that came by mail, and by which
/// @param under   what other rooms show under a thread, by its first comment
/// @param elsewhere the threads that stand in their place on the same page, and here only in a line
public record Conversation(
        Issuable issuable,
        List<Entry> entries,
        References.Linked linked,
        Map<Long, List<Reaction>> reactions,
        Actor reader,
        Role role,
        Set<Long> waiting,
        Map<Long, Long> mailed,
        Map<Long, List<Part>> under,
        Set<Long> elsewhere) {

    private static final int MOST_FIELDS = 60;
    private static final Pattern SUGGESTION =
            Pattern.compile("<pre><code class=\"language-suggestion[^\"]{0,50}\">.*?</code></pre>", Pattern.DOTALL);

    /// The description of the thing itself, with links for this reader.
    public String description() {
        String html = linked.html(issuable.descriptionHtml());
        return mayEdit() ? Tasks.tickable(html, "tasks") : html;
    }

    /// The same, where some of its threads stand elsewhere on the page.
    public Conversation without(Set<Long> threads) {
        return new Conversation(issuable, entries, linked, reactions, reader, role, waiting, mailed, under, threads);
    }

    public List<Discussion> discussions() {
        return Discussion.among(entries);
    }

    boolean elsewhere(Discussion discussion) {
        return elsewhere.contains(discussion.id());
    }

    /// What a comment says, piece by piece: words, and what stands there instead of what it suggests.
    List<Object> pieces(Discussion discussion, Comment comment) {
        String html = html(comment);
        List<Part> parts = discussion.place() == null ? List.of() : discussion.place().instead(comment);
        List<Object> pieces = new ArrayList<>();
        Matcher found = SUGGESTION.matcher(html);
        int done = 0;
        for (Part part : parts) {
            if (found.find()) {
                pieces.add(html.substring(done, found.start()));
                pieces.add(part);
                done = found.end();
            }
        }
        pieces.add(html.substring(done));
        pieces.removeIf(piece -> piece instanceof String words && words.isBlank());
        return pieces;
    }

    /// Whether the reader may change the thing itself.
    private boolean mayEdit() {
        return reader.signedIn() && (issuable.isOf(reader) || role.atLeast(Role.REPORTER));
    }

    /// The form of the boxes in a comment, or in the description; nothing where there are none or the reader may not tick.
    @Nullable TaskForm tasks(@Nullable Comment comment) {
        if (comment == null) {
            return mayEdit() && Tasks.count(issuable.descriptionHtml()) > 0
                    ? TaskForm.of("tasks", issuable.path() + "/tasks", issuable.description(), issuable.descriptionHtml())
                    : null;
        }
        return mayChange(comment) && Tasks.count(comment.bodyHtml()) > 0
                ? TaskForm.of("tasks-" + comment.id(), path(comment) + "/tasks", comment.body(), comment.bodyHtml())
                : null;
    }

    /// Whether the reader may go on discussing it.
    public boolean maySpeak() {
        return reader.signedIn() && role.atLeast(issuable.locked() ? Role.REPORTER : Role.GUEST);
    }

    /// Whether one can ask with a time and a default here; at a commit one asks in words.
    boolean mayAsk() {
        return issuable.kind() != Issuable.Kind.COMMIT;
    }

    /// How many threads wait to be resolved.
    public long unresolved() {
        return entries.stream()
                .filter(entry -> entry instanceof Discussion discussion && discussion.resolvable() && !discussion.resolved())
                .count();
    }

    /// The first thread that waits to be resolved.
    public @Nullable Long firstUnresolved() {
        return entries.stream()
                .filter(entry -> entry instanceof Discussion discussion && discussion.resolvable() && !discussion.resolved())
                .map(Entry::id)
                .findFirst()
                .orElse(null);
    }

    /// Whether the reader may lock it to others, and unlock it.
    boolean mayLock() {
        return reader.signedIn() && role.atLeast(Role.REPORTER);
    }

    boolean mayRedact() {
        return reader.signedIn() && role.atLeast(Role.MAINTAINER);
    }

    List<Part> under(Discussion discussion) {
        return under.getOrDefault(discussion.id(), List.of());
    }

    List<Reaction> reactions(@Nullable Comment comment) {
        return reactions.getOrDefault(comment == null ? 0L : comment.id(), List.of());
    }

    String reactionsPath(@Nullable Comment comment) {
        return (comment == null ? issuable.path() : path(comment)) + "/reactions";
    }

    String html(Comment comment) {
        String html = linked.html(comment.bodyHtml());
        return mayChange(comment) ? Tasks.tickable(html, "tasks-" + comment.id()) : html;
    }

    String words(Event event) {
        return linked.html(event.words());
    }

    boolean mayChange(Comment comment) {
        return !comment.removed() && (role.atLeast(Role.MAINTAINER) || reader.is(comment.author().id()));
    }

    boolean mayResolve(Discussion discussion) {
        return maySpeak()
                && (reader.is(discussion.first().author().id()) || issuable.isOf(reader) || role.atLeast(Role.REPORTER));
    }

    /// Where its writer reads the mail as it came; nothing for anybody else, and where it was none.
    @Nullable String mailPath(Comment comment) {
        Long mail = mailed.get(comment.id());
        return mail == null || !reader.is(comment.author().id()) ? null : "/-/settings/mail/" + mail;
    }

    /// Whether there is room for a field under each thread; else one replies on a page of its own.
    boolean roomy() {
        return entries.stream().filter(Discussion.class::isInstance).count() <= MOST_FIELDS;
    }

    Sheet sheet() {
        return Sheet.of(issuable);
    }

    /// What the page tells of the record: that a thread was resolved stands on the thread itself.
    boolean tells(Event event) {
        return shows(event)
                && !(event.action().equals("resolved")
                        && entries.stream().anyMatch(entry -> entry instanceof Discussion discussion
                                && discussion.resolved()
                                && event.detail("note").equals(String.valueOf(discussion.id()))));
    }

    public boolean waits(Discussion discussion) {
        return discussion.comments().stream().anyMatch(comment -> waiting.contains(comment.id()));
    }

    String path(Comment comment) {
        return issuable.path() + "/notes/" + comment.id();
    }

    /// "edited once"
    static String edits(Comment comment) {
        return switch (comment.edits()) {
            case 1 -> "edited once";
            case 2 -> "edited twice";
            default -> "edited " + comment.edits() + " times";
        };
    }

    /// ", one reply", ", 3 replies, resolved"
    static String replies(Discussion discussion) {
        int count = discussion.replies().size();
        return (count == 0 ? "" : count == 1 ? ", one reply" : ", " + count + " replies") + (discussion.resolved() ? ", resolved" : "");
    }

    /// "Kei resolved this thread of 3 comments"
    public static String resolution(Discussion discussion) {
        Person by = discussion.first().resolvedBy();
        int size = discussion.comments().size();
        return (by == null ? "Somebody" : by.firstName()) + " resolved "
                + (size == 1 ? "this comment" : "this thread of " + size + " comments");
    }

    /// Its entries as they stand one below the other: what one person changed within a minute is one line.
    List<List<Entry>> rows() {
        return EventLine.rows(
                entries.stream().filter(entry -> !(entry instanceof Event event) || tells(event)).toList());
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

    /// Where one sees what it said before.
    @Nullable String historyPath(Event event) {
        return event.action().equals("described") ? issuable.path() + "/history" : null;
    }

    static @Nullable String cited(Event event) {
        return event.detail().get("in");
    }

    static Marker marker(String reference) {
        return new Marker(reference.indexOf('!') >= 0 ? Marker.Kind.MERGE_REQUEST : Marker.Kind.ISSUE, reference);
    }

    static String kept(Event event) {
        String cited = cited(event);
        return cited == null ? event.words() : Markdown.frame(marker(cited));
    }

    static @Nullable Instant until(Event event) {
        return event.detail().containsKey("until") ? Instant.parse(event.detail("until")) : null;
    }

    static String icon(Event event) {
        return switch (event.action()) {
            case "closed" -> event.detail().containsKey("decided") ? "scale" : "circle-slash";
            case "superseded", "stands again" -> "arrow-right";
            case "review", "reviewed", "review due" -> "calendar";
            case "options" -> "scale";
            case "reopened" -> "circle-dot";
            case "merged" -> "git-merge";
            case "retitled", "described" -> "pencil";
            case "resolved" -> "circle-check";
            case "ticked", "unticked" -> "list-checks";
            case "unresolved" -> "circle-dot";
            case "locked" -> "lock";
            case "unlocked" -> "lock-open";
            case "labelled", "unlabelled" -> "tag";
            case "assigned", "unassigned", "handed on", "took", "passed" -> "user";
            case "made confidential" -> "lock";
            case "made visible" -> "lock-open";
            case "due" -> "calendar";
            case "milestone" -> "milestone";
            case "weighed" -> "scale";
            case "mentioned", "linked" -> "link";
            case "moved" -> "arrow-right";
            case "cloned" -> "copy";
            case "unlinked" -> "unlink";
            case "unblocked" -> "circle-check";
            case "drafted" -> "circle-dashed";
            case "readied" -> "circle-check";
            case "pushed" -> "git-commit-horizontal";
            case "approved" -> "check";
            case "asked for review" -> "eye";
            case "asked for changes" -> "pencil";
            case "applied" -> "git-commit-horizontal";
            case "set aside" -> "undo-2";
            case "door" -> "door-open";
            case "asked" -> "circle-question-mark";
            case "objected" -> "hand";
            case "withdrew", "reverted", "unapproved" -> "undo-2";
            case "defaulted", "returned" -> "hourglass";
            case "call missed" -> "phone";
            case "handed off", "offered again" -> "hand-helping";
            case "accepted" -> "handshake";
            case "asked back" -> "circle-question-mark";
            case "took back" -> "undo-2";
            case "took over", "passed on" -> "hand";
            case "went on" -> "door-open";
            default -> "history";
        };
    }
}
