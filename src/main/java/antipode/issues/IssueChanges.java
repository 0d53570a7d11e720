package antipode.issues;

import antipode.api.Parameters;
import antipode.people.Actor;
import antipode.threads.QuickActions;
import antipode.threads.SentFields;
import antipode.threads.Threads;
import antipode.threads.Words;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the API's one `PUT` may change at once; all of it or nothing.
@Component
class IssueChanges {

    private final Issues issues;
    private final Threads threads;
    private final SentFields shared;
    private final IssueTypes types;
    private final QuickActions quick;

    IssueChanges(Issues issues, Threads threads, SentFields shared, IssueTypes types, QuickActions quick) {
        this.issues = issues;
        this.threads = threads;
        this.shared = shared;
        this.types = types;
        this.quick = quick;
    }

    @Transactional
    Issue apply(Actor actor, Issue issue, Parameters sent) {
        String event = sent.oneOf("state_event", "close", "reopen");
        String description = sent.has("description") ? Words.of(sent.text("description", "")) : null;
        quick.lock(
                actor, issue.header(), description == null ? "" : description,
                "reopen".equals(event) ? types.of(issue.header()).besides(issue) : List.of());
        threads.requireEditor(actor, issue.header());
        if (sent.has("title") || sent.has("description")) {
            String title = sent.has("title") ? Words.of(sent.required("title")) : null;
            quick.keep(
                    actor, issue.header(), description == null ? "" : description,
                    words -> issues.edit(actor, issue, title, description == null ? null : words, null).header());
        }
        shared.apply(actor, issue.header(), sent);
        if (sent.has("due_date")) {
            issues.due(actor, issue, sent.date("due_date"));
        }
        if (sent.has("weight")) {
            issues.weigh(actor, issue, Weight.of(sent.integer("weight")));
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
}
