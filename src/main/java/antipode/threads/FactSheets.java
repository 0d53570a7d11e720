package antipode.threads;

import antipode.people.Person;
import antipode.projects.Labels;
import antipode.projects.Milestones;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads what stands beside a thing, and what a reader who may change it can choose from.
@Component
public class FactSheets {

    private final MilestoneLinks milestoneLinks;
    private final Milestones milestones;
    private final Labels labels;

    FactSheets(MilestoneLinks milestoneLinks, Milestones milestones, Labels labels) {
        this.milestoneLinks = milestoneLinks;
        this.milestones = milestones;
        this.labels = labels;
    }

    /// A fixed number of questions: two, and two more for whoever may change it.
    public Facts of(Issuable issuable, Around around, boolean mayEdit) {
        List<Person> people = new ArrayList<>(around.assignees());
        people.sort((one, other) -> Boolean.compare(other.equals(issuable.dri()), one.equals(issuable.dri())));
        return new Facts(
                issuable, people, around.labels(), milestoneLinks.of(issuable.id()), mayEdit,
                mayEdit ? labels.of(issuable.projectId()) : List.of(),
                mayEdit ? milestones.offered(issuable.projectId()) : List.of());
    }
}
