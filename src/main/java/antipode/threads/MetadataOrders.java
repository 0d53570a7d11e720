package antipode.threads;

import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Projects;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Orders about the milestone of a thing, and about taking over what stands on another one.
@Component
class MetadataOrders implements QuickAction.Several {

    private static final Pattern REFERENCE = Pattern.compile("([\\w./-]*)([#!])(\\d{1,9})");

    private final Threads threads;
    private final Milestones milestones;
    private final MilestoneLinks aims;
    private final Labels labels;
    private final LabelLinks links;
    private final Projects projects;

    MetadataOrders(
            Threads threads,
            Milestones milestones,
            MilestoneLinks aims,
            Labels labels,
            LabelLinks links,
            Projects projects) {
        this.threads = threads;
        this.milestones = milestones;
        this.aims = aims;
        this.labels = labels;
        this.links = links;
        this.projects = projects;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(milestone(), removeMilestone(), copyMetadata());
    }

    private QuickAction milestone() {
        return QuickAction.of("milestone", "%v1, or %\"two words\"", "Sets the milestone.", _ -> true, order -> {
            String typed = order.someArguments("/milestone %v1");
            String title = typed.replaceFirst("^%", "").replaceFirst("^\"(.*)\"$", "$1").strip();
            Milestone milestone = milestones.titled(order.issuable().projectId(), title)
                    .orElseThrow(() -> new Problem(422, "This project has no milestone " + title + "."));
            threads.requireEditor(order.actor(), order.issuable());
            return Effect.of(
                    "Sets the milestone to " + milestone.title() + ".", "Set the milestone to " + milestone.title() + ".",
                    "milestone_id", milestone.id(),
                    locked -> aims.replace(order.actor(), locked, milestone));
        });
    }

    private QuickAction removeMilestone() {
        return QuickAction.of("remove_milestone", "", "Takes the milestone away.", _ -> true, order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            if (aims.of(order.issuable().id()) == null) {
                throw new Problem(422, "It has no milestone.");
            }
            return Effect.of(
                    "Takes the milestone away.", "Took the milestone away.", "milestone_id", 0,
                    locked -> aims.replace(order.actor(), locked, null));
        });
    }

    /// Labels that this project has no word for, and a milestone it can't have, stay behind.
    private QuickAction copyMetadata() {
        return QuickAction.of("copy_metadata", "#12, or !34", "Takes over labels and milestone of another.", _ -> true, order -> {
            Issuable other = other(order);
            threads.requireEditor(order.actor(), order.issuable());
            long project = order.issuable().projectId();
            Set<Long> worn = new LinkedHashSet<>();
            links.of(List.of(order.issuable().id())).forEach(label -> worn.add(label.id()));
            List<String> names = links.of(List.of(other.id())).stream().map(LabelLink::name).toList();
            labels.byNames(project, names).values().stream().map(Label::id).forEach(worn::add);
            Milestone aimed = aims.of(other.id());
            Milestone milestone = aimed == null ? null : milestones.find(project, aimed.id()).orElse(null);
            return Effect.of(
                    "Takes over the labels and the milestone of " + order.arguments() + ".",
                    "Took over the labels and the milestone of " + order.arguments() + ".", "label_ids", List.copyOf(worn),
                    locked -> {
                        links.replace(order.actor(), locked, worn);
                        aim(order, locked, milestone);
                    });
        });
    }

    private void aim(Order order, Issuable locked, @Nullable Milestone milestone) {
        if (milestone != null) {
            aims.replace(order.actor(), locked, milestone);
        }
    }

    private Issuable other(Order order) {
        Matcher named = REFERENCE.matcher(order.someArguments("/copy_metadata #12"));
        if (!named.matches()) {
            throw new Problem(422, "“" + order.arguments() + "” names nothing. Write it like #12 or !34.");
        }
        String path = named.group(1).isEmpty() ? order.issuable().projectPath() : named.group(1);
        Issuable.Kind kind = named.group(2).equals("#") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST;
        return projects.visibleTo(order.actor())
                .find(path)
                .map(project -> threads.find(order.actor(), project, kind, Long.parseLong(named.group(3))))
                .orElseThrow(() -> Problem.notFound("Project"));
    }
}
