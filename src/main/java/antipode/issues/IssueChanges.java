package antipode.issues;

import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.threads.LabelLinks;
import antipode.threads.QuickActions;
import antipode.threads.QuickActions;
import antipode.threads.Threads;
import antipode.threads.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the API's one `PUT` may change at once; all of it or nothing.
@Component
class IssueChanges {

    private final Issues issues;
    private final Threads threads;
    private final LabelLinks labelLinks;
    private final Members members;
    private final IssueTypes types;
    private final QuickActions quick;

    IssueChanges(
            Issues issues, Threads threads, LabelLinks labelLinks, Members members, IssueTypes types, QuickActions quick) {
        this.quick = quick;
        this.issues = issues;
        this.threads = threads;
        this.labelLinks = labelLinks;
        this.members = members;
        this.types = types;
    }

    @Transactional
    Issue apply(Actor actor, Issue issue, Parameters sent) {
        String event = sent.oneOf("state_event", "close", "reopen");
        threads.lock(issue.id());
        threads.requireEditor(actor, issue.header());
        if (sent.has("title") || sent.has("description")) {
            String title = sent.has("title") ? Words.of(sent.required("title")) : null;
            String description = sent.has("description") ? Words.of(sent.text("description", "")) : null;
            quick.keep(
                    actor, description == null ? "" : description,
                    words -> issues.edit(actor, issue, title, description == null ? null : words, null).header());
        }
        if (sent.has("labels") || sent.has("add_labels") || sent.has("remove_labels")) {
            issues.label(actor, issue, labels(issue, sent), true);
        }
        if (sent.has("assignee_ids") || sent.has("assignee_id")) {
            issues.assign(actor, issue, assignees(sent));
        }
        if (sent.has("due_date")) {
            issues.due(actor, issue, sent.date("due_date"));
        }
        Boolean confidential = sent.bool("confidential");
        if (confidential != null) {
            issues.conceal(actor, issue, confidential);
        }
        if (sent.has("issue_type")) {
            issues.become(actor, issue, sent.required("issue_type"));
        }
        Issue now = issues.get(issue.id());
        TypeFields fields = types.of(now.header()).sent(sent);
        if (fields != null) {
            fields.save(actor, now);
        }
        if (event != null) {
            return event.equals("close") ? issues.close(actor, issue) : issues.reopen(actor, issue);
        }
        return issues.get(issue.id());
    }

    private Set<String> labels(Issue issue, Parameters sent) {
        List<String> replaced = sent.list("labels");
        Set<String> names = new LinkedHashSet<>();
        if (sent.has("labels")) {
            names.addAll(replaced == null ? List.of() : replaced);
        } else {
            labelLinks.of(List.of(issue.id())).forEach(label -> names.add(label.name()));
        }
        List<String> more = sent.list("add_labels");
        names.addAll(more == null ? List.of() : more);
        List<String> fewer = sent.list("remove_labels");
        names.removeAll(fewer == null ? List.of() : fewer);
        return names;
    }

    /// Usernames of `assignee_ids` or `assignee_id`; 0 is nobody.
    List<String> assignees(Parameters sent) {
        List<Long> ids = sent.has("assignee_ids") ? sent.integers("assignee_ids") : sent.integers("assignee_id");
        List<Long> wanted = ids == null ? List.of() : ids.stream().filter(id -> id != 0).distinct().toList();
        Map<Long, Member> found = members.byIds(wanted);
        return wanted.stream()
                .map(id -> {
                    Member member = found.get(id);
                    if (member == null) {
                        throw Refusal.parameters("assignee_ids is invalid");
                    }
                    return member.username();
                })
                .toList();
    }
}
