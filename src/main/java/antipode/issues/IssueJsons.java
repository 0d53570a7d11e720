package antipode.issues;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.MilestoneJson;
import antipode.threads.Assignees;
import antipode.threads.LabelLink;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Reactions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells issues to the clients of the API: a list with a fixed number of questions.
@Component
public class IssueJsons {

    private final Issues issues;
    private final LabelLinks labelLinks;
    private final Assignees assignees;
    private final MilestoneLinks milestones;
    private final IssueLinks links;
    private final Members members;
    private final Reactions reactions;
    private final IssueTypes types;

    IssueJsons(
            Issues issues,
            LabelLinks labelLinks,
            Assignees assignees,
            MilestoneLinks milestones,
            IssueLinks links,
            Members members,
            Reactions reactions,
            IssueTypes types) {
        this.issues = issues;
        this.labelLinks = labelLinks;
        this.assignees = assignees;
        this.milestones = milestones;
        this.links = links;
        this.members = members;
        this.reactions = reactions;
        this.types = types;
    }

    /// Those of these that the actor may see, in this order.
    public List<IssueJson> of(Actor actor, Collection<Long> ids, Site site) {
        List<Long> order = List.copyOf(ids);
        List<Issue> seen = issues.visible(actor, ids).stream()
                .sorted(Comparator.comparingInt(issue -> order.indexOf(issue.id())))
                .toList();
        return list(actor, seen, false, null, site);
    }

    /// Labels, assignees, milestones, who closed them and what their types tell: a fixed number of questions, however many.
    List<IssueJson> list(Actor reader, List<Issue> rows, boolean details, @Nullable Boolean subscribed, Site site) {
        List<Long> ids = rows.stream().map(Issue::id).toList();
        List<LabelLink> labels = labelLinks.of(ids);
        Map<Long, List<Person>> assignees = this.assignees.of(ids);
        Map<Long, MilestoneJson> milestones = this.milestones.told(ids, site);
        Map<Long, IssueLinks.Told> linked = links.told(reader, ids);
        Map<Long, Member> closers = members.byIds(
                rows.stream().map(issue -> issue.header().closedBy()).filter(Objects::nonNull).distinct().toList());
        Map<Long, Reactions.Votes> votes = reactions.votes(ids);
        Map<Long, Map<String, Object>> told = types.told(reader, rows, site);
        return rows.stream()
                .map(issue -> IssueJson.of(
                        issue,
                        labels.stream().filter(label -> label.issuableId() == issue.id()).toList(),
                        details,
                        assignees.getOrDefault(issue.id(), List.of()),
                        milestones.get(issue.id()),
                        linked.get(issue.id()),
                        issue.header().closedBy() == null ? null : closers.get(issue.header().closedBy()),
                        subscribed,
                        votes.getOrDefault(issue.id(), Reactions.Votes.NONE),
                        told.getOrDefault(issue.id(), Map.of()),
                        site))
                .toList();
    }
}
