package antipode.issues;

import antipode.feeds.CalendarFeed;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.LabelLink;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// When issues and milestones are due, for calendars.
@Controller
class DueDays {

    private final Milestones milestones;
    private final TeamMilestoneController teams;

    DueDays(Milestones milestones, TeamMilestoneController teams) {
        this.milestones = milestones;
        this.teams = teams;
    }

    @GetMapping("/{project}/-/milestones.ics")
    @May(value = Who.READER, feed = true)
    CalendarFeed project(HttpServletRequest request, Project project) {
        return calendar(project.fullPath(), milestones.of(project, true), MilestoneController.state(request));
    }

    @GetMapping("/-/teams/{team}/milestones.ics")
    @May(value = Who.ANYONE, feed = true)
    CalendarFeed team(@PathVariable String team, HttpServletRequest request, Actor actor) {
        var found = teams.find(actor, team);
        return calendar(found.fullPath(), milestones.of(found), MilestoneController.state(request));
    }

    private static CalendarFeed calendar(String place, List<Milestone> milestones, String state) {
        return new CalendarFeed(
                "Milestones of " + place,
                milestones.stream()
                        .filter(milestone -> milestone.due() != null)
                        .filter(milestone -> state.equals("all") || milestone.active() == state.equals("active"))
                        .limit(CalendarFeed.MOST)
                        .map(DueDays::of)
                        .toList());
    }

    /// An issue that has a day.
    static CalendarFeed.Day of(Issue issue, List<LabelLink> labels) {
        Issuable header = issue.header();
        return new CalendarFeed.Day(
                "issue-" + header.id(),
                Objects.requireNonNull(issue.due()),
                header.title() + " (" + header.fullReference() + ")",
                (header.open() ? "Due; " : "Closed; ") + header.dri().name() + " is responsible.",
                header.path(),
                labels.stream().filter(label -> label.issuableId() == header.id()).map(LabelLink::name).toList(),
                header.createdAt(),
                header.updatedAt(),
                !header.open(),
                header.confidential());
    }

    private static CalendarFeed.Day of(Milestone milestone) {
        LocalDate due = Objects.requireNonNull(milestone.due());
        return new CalendarFeed.Day(
                "milestone-" + milestone.id(),
                due,
                milestone.title() + " (" + milestone.place() + ")",
                "The milestone is due.",
                milestone.path(),
                List.of(),
                milestone.createdAt(),
                milestone.updatedAt(),
                !milestone.active(),
                false);
    }
}
