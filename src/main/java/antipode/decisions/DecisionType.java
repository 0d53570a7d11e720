package antipode.decisions;

import antipode.api.Parameters;
import antipode.api.Site;
import antipode.issues.Issue;
import antipode.issues.IssueType;
import antipode.issues.TypeFields;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.SearchedWords;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decisions among the types of issues.
@Component
class DecisionType implements IssueType, SearchedWords {

    static final String KEY = "decision";

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final DecisionDrafts drafts;
    private final DecisionPanels panels;
    private final DecisionJsons jsons;
    private final Supersessions supersessions;
    private final DecisionReviews reviews;

    DecisionType(
            JdbcClient jdbc,
            DecisionRows rows,
            DecisionDrafts drafts,
            DecisionPanels panels,
            DecisionJsons jsons,
            Supersessions supersessions,
            DecisionReviews reviews) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.drafts = drafts;
        this.panels = panels;
        this.jsons = jsons;
        this.supersessions = supersessions;
        this.reviews = reviews;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public String icon() {
        return "scale";
    }

    @Override
    public String place() {
        return "decisions";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String template() {
        return """
                ## What is so
                What makes a decision necessary, with the numbers and the links.

                ## What it has to do
                What a good answer must fulfil, and what it may cost.

                ## What follows
                Who changes what by when, once this is decided; what would prove it wrong.
                """;
    }

    @Override
    public String advice() {
        return "Write it for somebody who reads it in five years and wasn’t there. Its DRI decides; whoever sleeps now is asked first.";
    }

    @Override
    public @Nullable TypeFields typed(HttpServletRequest request, @Nullable Issue issue) {
        if (issue == null) {
            return new DecisionFields(drafts, DecisionDraft.of(request), null);
        }
        Decision now = rows.get(issue.id());
        return now.proposed() ? new DecisionFields(drafts, DecisionDraft.of(request), now.version()) : null;
    }

    @Override
    public @Nullable TypeFields kept(Issue issue) {
        Decision now = rows.get(issue.id());
        return now.proposed() ? new DecisionFields(drafts, draft(now), now.version()) : null;
    }

    private DecisionDraft draft(Decision decision) {
        Long older = decision.supersedes();
        return DecisionDraft.of(decision, older == null ? "" : rows.get(older).header().fullReference());
    }

    @Override
    public @Nullable TypeFields sent(Parameters sent) {
        return SentDecision.of(sent, this::draft, rows, drafts);
    }

    @Override
    public List<String> parameters() {
        return SentDecision.NAMES;
    }

    @Override
    public void begin(Actor actor, Issue locked) {
        drafts.begin(locked.id());
    }

    @Override
    public void leave(Actor actor, Issue locked) {
        drafts.leave(locked.id());
    }

    @Override
    public List<Long> besides(Issue issue) {
        Decision decision = rows.get(issue.id());
        Long older = decision.status() == Decision.Status.DECIDED ? decision.supersedes() : null;
        return older == null ? List.of() : List.of(older);
    }

    /// What it had superseded stands again.
    @Override
    public void delete(Actor actor, Issue locked) {
        for (long older : besides(locked)) {
            supersessions.restore(actor, older, "what had superseded it was deleted");
            reviews.plan(rows.get(older));
        }
    }

    @Override
    public @Nullable String whyNotAnother(Issue issue) {
        return rows.get(issue.id()).proposed() ? null : "It is " + rows.get(issue.id()).status().key() + ", and stays on record.";
    }

    @Override
    public @Nullable String whyNotClosed(Issue issue) {
        return rows.get(issue.id()).proposed() ? "A decision ends by being decided or rejected, with its reason." : null;
    }

    @Override
    public @Nullable String whyNotReopened(Issue issue) {
        Decision decision = rows.get(issue.id());
        return switch (decision.status()) {
            case SUPERSEDED -> !supersessions.replaced(issue.id()) ? null : "Another decision stands in its place. Reopen that one, or propose the next.";
            case DECIDED -> decision.oneWay()
                    ? "It went through a one-way door. Propose another decision that supersedes it."
                    : null;
            case PROPOSED, REJECTED -> null;
        };
    }

    @Override
    public Panels panels(Actor reader, Role role, Issue issue) {
        DecisionPanel panel = panels.of(reader, role, issue);
        return new Panels(
                new DecisionSteps(panel), new DecisionOutcome(panel), new DecisionRecord(panel), List.of(new DecisionSide(panel)));
    }

    @Override
    public Map<Long, Standing> standings(Collection<Long> issues) {
        Map<Long, Standing> found = new HashMap<>();
        jdbc.sql("select id, status from decision where id = any (:ids)")
                .param("ids", issues.toArray(Long[]::new))
                .query((row, _) -> {
                    Decision.Status status = Decision.Status.of(row.getString("status"));
                    return found.put(row.getLong("id"), new Standing(status.kind(), status.word()));
                })
                .list();
        return found;
    }

    @Override
    public Map<Long, ?> told(Actor reader, Collection<Issue> issues, Site site) {
        return jsons.of(reader, issues.stream().map(Issue::id).toList(), site);
    }

    @Override
    public String of(Issuable issuable) {
        Decision decision = issuable.type().equals(KEY) ? rows.find(issuable.id()).orElse(null) : null;
        if (decision == null) {
            return "";
        }
        StringBuilder words = new StringBuilder(decision.because());
        decision.options().forEach(one -> words.append('\n').append(one.title()).append('\n').append(one.pro()).append('\n').append(one.con()));
        decision.questions().forEach(one -> words.append('\n').append(one.question()).append('\n').append(one.answer()));
        return words.toString();
    }
}
