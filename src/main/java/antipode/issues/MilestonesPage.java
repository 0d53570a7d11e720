package antipode.issues;

import antipode.people.Namespace;
import antipode.projects.Milestone;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The milestones of a project, with those of the teams above it, or of a team.
///
/// @param head       the project's; nothing for a team
/// @param team       the team; nothing for a project
/// @param state      `active`, `closed` or `all`
/// @param progress   by milestone
/// @param mayPlan    whether the reader may make and change them
/// @param today      on the reader's calendar
record MilestonesPage(
        @Nullable ProjectHead head,
        @Nullable Namespace team,
        String state,
        List<Milestone> milestones,
        Map<Long, Progress> progress,
        boolean mayPlan,
        LocalDate today)
        implements Page {

    static String path(@Nullable ProjectHead head, @Nullable Namespace team) {
        return head != null ? head.project().url() + "/-/milestones" : team != null ? "/-/teams/" + team.id() + "/milestones" : "";
    }

    String path() {
        return path(head, team);
    }

    String list() {
        return state.equals("active") ? path() : path() + "?state=" + state;
    }

    /// What the list is called elsewhere.
    String name() {
        return (state.equals("active") ? "" : state.equals("closed") ? "Closed " : "All ")
                + (state.equals("active") ? "Milestones of " : "milestones of ") + place();
    }

    String place() {
        return head != null ? head.project().name() : team != null ? team.name() : "";
    }

    Progress progress(Milestone milestone) {
        return progress.getOrDefault(milestone.id(), Progress.NONE);
    }

    /// "Mon 2 Nov to Thu 24 Dec"
    static String days(Milestone milestone, antipode.web.Frame frame) {
        if (milestone.start() != null && milestone.due() != null) {
            return frame.date(milestone.start()) + " to " + frame.date(milestone.due());
        }
        return milestone.due() != null
                ? "due " + frame.date(milestone.due())
                : milestone.start() != null ? "from " + frame.date(milestone.start()) : "no day set";
    }

    boolean late(Milestone milestone) {
        return milestone.active() && milestone.expired(today);
    }
}
