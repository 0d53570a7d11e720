package antipode.mergerequests;

import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.threads.Readers;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// What one can order of a merge request.
@Component
class MergeRequestOrders implements QuickAction.Several {

    private final MergeRequests requests;
    private final MergeRequestEdits edits;
    private final MergeRequestReviews reviews;
    private final DoorTurns doors;
    private final Approvals approvals;
    private final Threads threads;
    private final Readers readers;
    private final Access access;
    private final Branches branches;

    MergeRequestOrders(
            MergeRequests requests,
            MergeRequestEdits edits,
            MergeRequestReviews reviews,
            DoorTurns doors,
            Approvals approvals,
            Threads threads,
            Readers readers,
            Access access,
            Branches branches) {
        this.requests = requests;
        this.edits = edits;
        this.reviews = reviews;
        this.doors = doors;
        this.approvals = approvals;
        this.threads = threads;
        this.readers = readers;
        this.access = access;
        this.branches = branches;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(
                close(), reopen(), draft(), ready(), assignReviewer(), unassignReviewer(), approve(),
                unapprove(), targetBranch(), door());
    }

    static QuickAction action(String names, String arguments, String help, Function<Order, Effect> read) {
        return QuickAction.of(
                names, arguments, help, issuable -> issuable.kind() == Issuable.Kind.MERGE_REQUEST, read);
    }

    private QuickAction close() {
        return action("close", "", "Closes it without merging.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            return Effect.of(
                    "Closes the merge request.", "Closed the merge request.", "state_event", "close",
                    locked -> requests.close(order.actor(), requests.get(locked.id()), null));
        });
    }

    private QuickAction reopen() {
        return action("reopen", "", "Opens it again.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            if (order.issuable().state() != Issuable.State.CLOSED) {
                throw new Problem(422, order.issuable().open() ? "It is open." : "It is merged. Revert it instead.");
            }
            return Effect.of(
                    "Opens the merge request again.", "Opened the merge request again.", "state_event", "reopen",
                    locked -> requests.reopen(order.actor(), requests.get(locked.id())));
        });
    }

    private QuickAction draft() {
        return action("draft", "", "Makes it a draft: nobody is waited for.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            return Effect.of(
                    "Makes it a draft.", "Made it a draft.", "wip_event", "draft",
                    locked -> requests.draft(order.actor(), requests.get(locked.id())));
        });
    }

    private QuickAction ready() {
        return action("ready", "", "Marks it as ready: its reviewers are waited for.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            return Effect.of(
                    "Marks it as ready.", "Marked it as ready.", "wip_event", "ready",
                    locked -> requests.ready(order.actor(), requests.get(locked.id())));
        });
    }

    private QuickAction assignReviewer() {
        return action("assign_reviewer reviewer request_review", "@kei @mia, or me", "Asks them too for a review.", order -> {
            List<Person> more = readers.of(order, "/assign_reviewer @kei");
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            Set<Person> all = new LinkedHashSet<>(reviewers(order.issuable()));
            all.addAll(more);
            return reviewed(order, List.copyOf(all), "Asks " + Readers.list(more) + " for a review.", "Asked " + Readers.list(more) + " for a review.");
        });
    }

    private QuickAction unassignReviewer() {
        return action("unassign_reviewer remove_reviewer", "@kei, or nothing for all", "Asks them for no review any more.", order -> {
            List<Person> now = reviewers(order.issuable());
            List<Person> off = order.arguments().isEmpty() ? now : readers.of(order, "/unassign_reviewer @kei");
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            if (off.isEmpty() || off.stream().noneMatch(now::contains)) {
                throw new Problem(422, off.isEmpty() ? "Nobody is asked for a review." : Readers.list(off) + " is not asked for a review.");
            }
            List<Person> kept = new ArrayList<>(now);
            kept.removeAll(off);
            return reviewed(order, kept, "Asks " + Readers.list(off) + " for no review any more.", "Asked " + Readers.list(off) + " for no review any more.");
        });
    }

    private Effect reviewed(Order order, List<Person> people, String will, String did) {
        return Effect.of(
                will, did, "reviewer_ids", people.stream().map(Person::id).toList(),
                locked -> reviews.review(order.actor(), requests.get(locked.id()), people));
    }

    private List<Person> reviewers(Issuable issuable) {
        return reviews.reviewers(issuable.id()).stream().map(MergeRequest.Reviewer::person).toList();
    }

    private QuickAction approve() {
        return action("approve", "", "Approves the version that stands.", order -> {
            order.noArguments();
            open(order);
            if (order.actor().is(order.issuable().author().id())) {
                throw new Problem(422, "You wrote this yourself. Somebody else approves it.");
            }
            boolean reviewer = reviewers(order.issuable()).stream().anyMatch(one -> order.actor().is(one.id()));
            access.require(order.actor(), order.issuable().projectId(), reviewer ? Role.GUEST : Role.DEVELOPER);
            return Effect.of(
                    "Approves it.", "Approved it.", "approve", true,
                    locked -> approvals.approve(order.actor(), requests.get(locked.id()), ""));
        });
    }

    private QuickAction unapprove() {
        return action("unapprove", "", "Takes your approval back.", order -> {
            order.noArguments();
            open(order);
            if (approvals.of(order.issuable().id()).stream().noneMatch(one -> order.actor().is(one.person().id()))) {
                throw new Problem(422, "You have not approved it.");
            }
            return Effect.of(
                    "Takes your approval back.", "Took your approval back.", "unapprove", true,
                    locked -> approvals.unapprove(order.actor(), requests.get(locked.id())));
        });
    }

    private QuickAction targetBranch() {
        return action("target_branch", "main", "Lets it merge into another branch.", order -> {
            String target = order.someArguments("/target_branch main");
            threads.requireEditor(order.actor(), order.issuable());
            open(order);
            if (branches.find(order.issuable().projectId(), target).isEmpty()) {
                throw new Problem(422, "There is no branch " + target + ".");
            }
            return Effect.of(
                    "Lets it merge into " + target + ".", "It merges into " + target + " now.", "target_branch", target,
                    locked -> edits.edit(
                            order.actor(), requests.get(locked.id()), new MergeRequestEdits.Edit(null, null, target, null)));
        });
    }

    private QuickAction door() {
        return action(
                "door", "one-way because it can’t be taken back, or two-way", "Says whether it can be taken back.", order -> {
                    String[] words = order.someArguments("/door one-way because the file is deleted").split("\\s+", 2);
                    String reason = words.length < 2 ? "" : words[1].replaceFirst("(?i)^because\\s+", "").strip();
                    open(order);
                    there(order);
                    return switch (words[0]) {
                        case "one-way" -> {
                            if (reason.isEmpty()) {
                                throw new Problem(422, "Say what can’t be taken back, as in /door one-way because the file is deleted.");
                            }
                            yield Effect.of(
                                    "Makes it a one-way door.", "Made it a one-way door.", "door", "one-way",
                                    locked -> doors.turnOneWay(order.actor(), requests.get(locked.id()), reason));
                        }
                        case "two-way" -> Effect.of(
                                "Makes it a two-way door.", "Made it a two-way door.", "door", "two-way",
                                locked -> doors.turnTwoWay(order.actor(), requests.get(locked.id()), reason));
                        default -> throw new Problem(422, "A door is one-way or two-way.");
                    };
                });
    }

    static void open(Order order) {
        if (!order.issuable().open()) {
            throw new Problem(422, order.issuable().state() == Issuable.State.MERGED ? "It is merged." : "It is closed. Reopen it first.");
        }
    }

    static void there(Order order) {
        if (order.issuable().id() == 0) {
            throw new Problem(422, "That takes a merge request that is there already.");
        }
    }
}
