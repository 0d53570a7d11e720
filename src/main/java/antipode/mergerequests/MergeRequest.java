package antipode.mergerequests;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.threads.Door;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A branch that somebody wants to merge into another.
///
/// @param head       the commit of the source branch that is proposed; forty hexadecimal digits, as all commits here
/// @param base       where it parted from the target
/// @param start      where the target was when this head was proposed
/// @param proposedAt since when it is no draft
/// @param doorReason why the door is one-way, in the words of whoever turned it
/// @param question   what its author wants to know of whoever looks at it; may be empty
/// @param mergeCommit what the target became; nothing if it came in by a push that left no single commit
/// @param squash      whether all becomes one commit; as the project has it if nothing
/// @param squashed    whether it did
/// @param landedFrom  where what it brought began, so that all of it can be taken back
/// @param mergeError why it could not be rebased when a program last asked for that
/// @param mergesWhenReady who lets it merge as soon as its door lets it
public record MergeRequest(
        Issuable header,
        String sourceBranch,
        String targetBranch,
        @Nullable Instant proposedAt,
        Door door,
        String doorReason,
        @Nullable Person doorBy,
        String head,
        String base,
        String start,
        boolean removesSource,
        String question,
        @Nullable Instant mergedAt,
        @Nullable Person mergedBy,
        @Nullable String mergeCommit,
        @Nullable Boolean squash,
        boolean squashed,
        @Nullable String landedFrom,
        @Nullable String mergeError,
        @Nullable Person mergesWhenReady) {

    private static final List<String> DRAFT = List.of("draft:", "[draft]", "(draft)", "wip:", "[wip]");

    /// Somebody asked to look at it.
    ///
    /// @param fairAt by when they have had their working time since it was proposed; nothing while it is a draft, or if
    ///               they are away for too long to be waited for
    public record Reviewer(Person person, Instant since, @Nullable Instant fairAt) {}

    /// Somebody's word that this head may go in.
    public record Approval(Person person, String head, Instant at) {}

    /// What somebody said of a head they had looked at.
    public record Review(Person by, Verdict verdict, String head, Instant at) {

        public boolean wantsChanges() {
            return verdict == Verdict.CHANGES;
        }
    }

    /// A state of the source branch that was proposed.
    public record Version(long id, String head, String base, String start, Instant createdAt) {}

    public long id() {
        return header.id();
    }

    public int iid() {
        return header.iid();
    }

    public String title() {
        return header.title();
    }

    public boolean open() {
        return header.open();
    }

    public boolean merged() {
        return header.state() == Issuable.State.MERGED;
    }

    public boolean draft() {
        return proposedAt == null;
    }

    public boolean oneWay() {
        return door == Door.ONE_WAY;
    }

    /// Whether it comes from a branch that only its author's forms write to, and this is its author.
    public boolean offeredBy(Actor actor) {
        return actor.signedIn() && actor.is(header.author().id())
                && sourceBranch.matches(Pattern.quote(actor.require().username()) + "-patch-\\d{1,5}");
    }

    public String path() {
        return header.path();
    }

    public String reference() {
        return header.reference();
    }

    /// With `Draft: ` before it while it is one, as GitLab keeps it.
    public String titleInApi() {
        return draft() ? "Draft: " + title() : title();
    }

    /// How many of these approvals count: those of other people than its author, for the head as it is.
    public long approvals(List<Approval> approvals) {
        return approvals.stream()
                .filter(approval -> approval.head().equals(head) && approval.person().id() != header.author().id())
                .count();
    }

    /// How many approvals it takes; a one-way door takes at least one.
    public int approvalsNeeded(int requiredByProject) {
        return oneWay() ? Math.max(1, requiredByProject) : requiredByProject;
    }

    static boolean saysDraft(String title) {
        String lower = title.strip().toLowerCase(Locale.ROOT);
        return DRAFT.stream().anyMatch(lower::startsWith);
    }

    static String withoutDraft(String title) {
        String rest = title.strip();
        while (saysDraft(rest)) {
            String lower = rest.toLowerCase(Locale.ROOT);
            int length = DRAFT.stream().filter(lower::startsWith).findFirst().orElse("").length();
            rest = rest.substring(length).strip();
        }
        return rest;
    }
}
