package antipode.decisions;

import antipode.asks.Asks;
import antipode.issues.Issue;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.threads.References;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts together what the page of a decision shows: a fixed number of questions, however much stood to choose.
@Component
class DecisionPanels {

    private final DecisionRows rows;
    private final Supersessions supersessions;
    private final DecisionPages pages;
    private final Asks asks;
    private final References references;
    private final Clock clock;

    DecisionPanels(
            DecisionRows rows, Supersessions supersessions, DecisionPages pages, Asks asks, References references, Clock clock) {
        this.rows = rows;
        this.supersessions = supersessions;
        this.pages = pages;
        this.asks = asks;
        this.references = references;
        this.clock = clock;
    }

    DecisionPanel of(Actor reader, Role role, Issue issue) {
        Decision decision = rows.get(issue.id());
        List<String> texts = new ArrayList<>(List.of(decision.becauseHtml()));
        decision.options().forEach(option -> texts.addAll(List.of(option.proHtml(), option.conHtml())));
        decision.questions().forEach(question -> texts.add(question.answerHtml()));
        ZoneId zone = reader.member() == null ? ZoneOffset.UTC : reader.member().zone();
        return new DecisionPanel(
                decision,
                new Standing(decision, asks.of(issue.header()), reader, role, clock.instant()),
                supersessions.chain(reader, decision),
                pages.of(reader, decision.id()),
                references.link(reader, issue.header().projectPath(), texts),
                reader,
                LocalDate.ofInstant(clock.instant(), zone));
    }
}
