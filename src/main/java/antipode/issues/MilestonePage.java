package antipode.issues;

import antipode.people.Namespace;
import antipode.projects.Milestone;
import antipode.projects.ProjectHead;
import antipode.threads.Issuable;
import antipode.threads.LabelLink;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A milestone: what it is for, how far it has come, and what aims at it. Of all that only what the reader may see.
///
/// @param head        the project's; nothing for a team's milestone
/// @param team        the team; nothing for a project's milestone
/// @param description its description, with links for this reader
/// @param mayPlan     whether the reader may change it
/// @param today       on the reader's calendar
record MilestonePage(
        @Nullable ProjectHead head,
        @Nullable Namespace team,
        Milestone milestone,
        String description,
        Progress progress,
        List<Issuable> issues,
        List<Issuable> requests,
        List<LabelLink> labels,
        boolean mayPlan,
        LocalDate today)
        implements Page {

    String listPath() {
        return MilestonesPage.path(head, team);
    }

    boolean late() {
        return milestone.active() && milestone.expired(today);
    }

    static List<Issuable> shown(List<Issuable> things) {
        return things.subList(0, Math.min(MilestoneThings.SHOWN, things.size()));
    }

    boolean more() {
        return issues.size() > MilestoneThings.SHOWN;
    }

    /// All issues of it, in the list that can be filtered and walked.
    String allPath() {
        return (head == null ? "/-/issues?scope=all&" : head.project().url() + "/-/issues?") + "state=all&milestone="
                + URLEncoder.encode(milestone.title(), StandardCharsets.UTF_8);
    }

    String newIssuePath() {
        return head == null ? "/-/issues/new" : head.project().url() + "/-/issues/new?milestone="
                + URLEncoder.encode(milestone.title(), StandardCharsets.UTF_8);
    }

    String reference(Issuable thing) {
        return head == null ? thing.fullReference() : thing.reference();
    }

    List<String> labels(Issuable thing) {
        return labels.stream().filter(label -> label.issuableId() == thing.id()).map(LabelLink::name).toList();
    }

    static String state(Issuable thing) {
        return switch (thing.state()) {
            case OPENED -> "Open";
            case CLOSED -> "Closed";
            case MERGED -> "Merged";
        };
    }
}
