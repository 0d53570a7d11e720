package antipode.threads;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What the record notes of states, labels and milestones, as GitLab's resource events.
@Api
class ResourceEventApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";
    private static final List<String> STATES = List.of("closed", "reopened", "merged");
    private static final List<String> MILESTONES = List.of("milestone");
    private static final List<String> LABELS = List.of("labelled", "unlabelled");

    private final Threads threads;
    private final Notes notes;
    private final Labels labels;
    private final Milestones milestones;
    private final Clock clock;

    ResourceEventApi(Threads threads, Notes notes, Labels labels, Milestones milestones, Clock clock) {
        this.milestones = milestones;
        this.clock = clock;
        this.threads = threads;
        this.notes = notes;
        this.labels = labels;
    }

    record StateJson(
            long id,
            @Nullable UserJson user,
            Instant createdAt,
            String resourceType,
            long resourceId,
            @Nullable String sourceCommit,
            @Nullable Object sourceMergeRequest,
            String state) {

        static StateJson of(Issuable issuable, Event event, Site site) {
            return new StateJson(
                    event.id(), by(event, site), event.createdAt(), issuable.kind().apiName(), issuable.id(), null, null,
                    event.action());
        }
    }

    record LabelJson(
            long id,
            @Nullable UserJson user,
            Instant createdAt,
            String resourceType,
            long resourceId,
            @Nullable Named label,
            String action) {

        /// A label as it is now; nothing where it is gone.
        record Named(long id, String name, String color, @Nullable String description) {}

        static LabelJson of(Issuable issuable, Event event, @Nullable Label label, Site site) {
            return new LabelJson(
                    event.id(),
                    by(event, site),
                    event.createdAt(),
                    issuable.kind().apiName(),
                    issuable.id(),
                    label == null ? null : new Named(label.id(), label.name(), label.color(), label.description()),
                    event.action().equals("labelled") ? "add" : "remove");
        }
    }

    @GetMapping(THING + "/resource_state_events")
    @May(Who.READER)
    Listing<StateJson> states(
            @PathVariable String things, @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        return pagination.of(events(issuable, STATES)).map(event -> StateJson.of(issuable, event, site));
    }

    @GetMapping(THING + "/resource_state_events/{event}")
    @May(Who.READER)
    StateJson state(
            @PathVariable String things, @PathVariable long iid, @PathVariable long event, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        return StateJson.of(issuable, event(issuable, event, STATES), site);
    }

    @GetMapping(THING + "/resource_label_events")
    @May(Who.READER)
    Listing<LabelJson> labels(
            @PathVariable String things, @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        Map<String, Label> known = known(project);
        return pagination.of(events(issuable, LABELS))
                .map(event -> LabelJson.of(issuable, event, known.get(event.detail("label")), site));
    }

    @GetMapping(THING + "/resource_label_events/{event}")
    @May(Who.READER)
    LabelJson label(
            @PathVariable String things, @PathVariable long iid, @PathVariable long event, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        Event found = event(issuable, event, LABELS);
        return LabelJson.of(issuable, found, known(project).get(found.detail("label")), site);
    }

    record MilestoneJson(
            long id,
            @Nullable UserJson user,
            Instant createdAt,
            String resourceType,
            long resourceId,
            antipode.projects.@Nullable MilestoneJson milestone,
            String action) {}

    @GetMapping(THING + "/resource_milestone_events")
    @May(Who.READER)
    Listing<MilestoneJson> milestones(
            @PathVariable String things, @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        List<Event> all = events(issuable, MILESTONES);
        Map<Long, Milestone> known = milestones.byIds(all.stream().map(ResourceEventApi::milestone).toList());
        return pagination.of(all).map(event -> told(issuable, event, known.get(milestone(event)), site));
    }

    @GetMapping(THING + "/resource_milestone_events/{event}")
    @May(Who.READER)
    MilestoneJson milestone(
            @PathVariable String things, @PathVariable long iid, @PathVariable long event, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        Event found = event(issuable, event, MILESTONES);
        return told(issuable, found, milestones.byIds(List.of(milestone(found))).get(milestone(found)), site);
    }

    /// With the milestone as it is now; nothing where it is gone.
    private MilestoneJson told(Issuable issuable, Event event, @Nullable Milestone milestone, Site site) {
        return new MilestoneJson(
                event.id(),
                by(event, site),
                event.createdAt(),
                issuable.kind().apiName(),
                issuable.id(),
                milestone == null
                        ? null
                        : antipode.projects.MilestoneJson.of(milestone, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), site),
                event.detail("to").isEmpty() ? "remove" : "add");
    }

    private static long milestone(Event event) {
        String id = event.detail("id");
        return id.isEmpty() ? 0 : Long.parseLong(id);
    }

    private Map<String, Label> known(Project project) {
        return labels.of(project.id()).stream()
                .collect(Collectors.toMap(Label::name, Function.identity(), (first, second) -> first));
    }

    private List<Event> events(Issuable issuable, List<String> actions) {
        return notes.done(issuable, actions);
    }

    private Event event(Issuable issuable, long id, List<String> actions) {
        return notes.event(issuable.id(), id)
                .filter(event -> actions.contains(event.action()))
                .orElseThrow(() -> Problem.notFound("Resource event"));
    }

    private static @Nullable UserJson by(Event event, Site site) {
        return event.by() == null ? null : UserJson.of(event.by(), site);
    }
}
