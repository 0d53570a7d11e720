package antipode.issues;

import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// Orders that take an issue to another project: `/move halyard/booking`.
@Component
class MoveOrders implements QuickAction.Several {

    private final Issues issues;
    private final IssueMoves moves;
    private final Projects projects;
    private final Access access;

    MoveOrders(Issues issues, IssueMoves moves, Projects projects, Access access) {
        this.issues = issues;
        this.moves = moves;
        this.projects = projects;
        this.access = access;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(move(), copy());
    }

    private QuickAction move() {
        return QuickAction.of(
                "move", "halyard/booking", "Moves it to another project, with all that was said.", MoveOrders::issue, order -> {
                    Project target = target(order, "move");
                    if (target.id() == order.issuable().projectId()) {
                        throw new Problem(422, "It is in " + target.fullPath() + " already.");
                    }
                    return Effect.of(
                            "Moves it to " + target.fullPath() + ".", "Moved it to " + target.fullPath() + ".",
                            "target_project", target.fullPath(),
                            locked -> moves.move(order.actor(), issues.get(locked.id()), target));
                });
    }

    private QuickAction copy() {
        return QuickAction.of(
                "clone", "halyard/booking", "Opens the same anew there; what was said stays here.", MoveOrders::issue, order -> {
                    Project target = target(order, "clone");
                    return Effect.of(
                            "Opens the same anew in " + target.fullPath() + ".", "Opened the same anew in " + target.fullPath() + ".",
                            "clone_target", target.fullPath(),
                            locked -> moves.copy(order.actor(), issues.get(locked.id()), target));
                });
    }

    private Project target(Order order, String name) {
        String path = order.someArguments("/" + name + " halyard/booking");
        if (order.issuable().id() == 0) {
            throw new Problem(422, "That takes an issue that is there already.");
        }
        Project target = projects.visibleTo(order.actor())
                .find(path)
                .orElseThrow(() -> new Problem(422, "There is no project " + path + ", or it isn’t open to you."));
        access.require(order.actor(), order.issuable().projectId(), Role.REPORTER);
        access.require(order.actor(), target, Role.REPORTER);
        return target;
    }

    private static boolean issue(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.ISSUE;
    }
}
