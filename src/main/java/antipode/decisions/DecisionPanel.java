package antipode.decisions;

import antipode.asks.Ask;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.References;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page of a decision shows of it, for one reader; its pieces are the parts beside it.
///
/// @param chain the decisions it stands in line with, itself among them; empty if there is none
/// @param today on the reader's calendar
record DecisionPanel(
        Decision decision,
        Standing standing,
        List<Supersessions.Link> chain,
        List<DecisionPages.PageOf> pages,
        References.Linked linked,
        Actor reader,
        LocalDate today) {

    /// A step on its way.
    ///
    /// @param until whether it lasts until then, rather than having happened at it
    record Step(String icon, String word, @Nullable Instant at, @Nullable LocalDate on, boolean until, boolean current) {}

    List<Step> steps(Instant now) {
        List<Step> steps = new ArrayList<>();
        boolean proposed = decision.proposed();
        Optional<Instant> window = decision.oneWay() && proposed ? standing.windowEnd().filter(end -> end.isAfter(now)) : Optional.empty();
        steps.add(new Step(proposed && window.isEmpty() ? "circle-dot" : "check", "Proposed", header().createdAt(), null, false,
                proposed && window.isEmpty()));
        window.ifPresent(end -> steps.add(new Step("hourglass", "Comment window", end, null, true, true)));
        switch (decision.status()) {
            case PROPOSED -> steps.add(new Step("circle", "Decided", null, null, false, false));
            case REJECTED -> steps.add(new Step("circle-slash", "Rejected", decision.decidedAt(), null, false, true));
            case DECIDED -> steps.add(new Step("scale", "Decided", decision.decidedAt(), null, false, !due()));
            case SUPERSEDED -> {
                steps.add(new Step("check", "Decided", decision.decidedAt(), null, false, false));
                steps.add(new Step("arrow-right", "Superseded", successor() == null ? null : successor().decidedAt(), null, false, true));
            }
        }
        if (decision.reviewOn() != null && (proposed || decision.status() == Decision.Status.DECIDED)) {
            steps.add(new Step(due() ? "circle-dot" : "calendar", "Look again", null, decision.reviewOn(), false, due()));
        }
        return steps;
    }

    Issuable header() {
        return decision.header();
    }

    boolean decided() {
        return decision.decidedAt() != null;
    }

    /// Whether the day has come to look at it again.
    boolean due() {
        return decision.due(today);
    }

    boolean mayEdit() {
        return reader.signedIn() && (standing.role().atLeast(Role.REPORTER) || header().isOf(reader));
    }

    boolean maySettle() {
        return decision.proposed() && standing.decides();
    }

    boolean mayLookAgain() {
        return mayEdit() && decision.status() == Decision.Status.DECIDED;
    }

    String html(String kept) {
        return linked.html(kept);
    }

    boolean chosen(Decision.Option option) {
        return decision.chosen() != null && decision.chosen() == option.id();
    }

    List<Decision.Question> answers() {
        return decision.questions().stream().filter(question -> !question.answer().isEmpty()).toList();
    }

    /// Where its answer stands, or will.
    String path(Decision.Question question) {
        return question.answer().isEmpty() && question.note() != null ? "#note_" + question.note() : "#question_" + question.id();
    }

    /// The one that stands in its place, if the reader may see it.
    @Nullable Decision successor() {
        boolean past = false;
        for (Supersessions.Link link : chain) {
            if (past && !link.decision().proposed()) {
                return link.decision();
            }
            past = past || link.here();
        }
        return null;
    }

    String reference(Decision other) {
        return other.header().projectPath().equals(header().projectPath())
                ? other.header().reference()
                : other.header().fullReference();
    }

    /// "2024", or "open".
    String year(Decision link, ZoneId zone) {
        return link.decidedAt() == null ? "proposed" : String.valueOf(link.decidedAt().atZone(zone).getYear());
    }

    /// What its door asks for, as a sentence or two.
    String doorSentence() {
        if (decision.status() == Decision.Status.SUPERSEDED) {
            return "Another decision stands in its place.";
        }
        String who = reader.is(header().dri().id()) ? "You decide" : header().dri().firstName() + " decides";
        if (decision.oneWay()) {
            return decision.proposed()
                    ? who + " once everyone asked has had fair time. Silence doesn’t open it, and there is no way back."
                    : "It can’t be taken back, only superseded.";
        }
        return decision.proposed() ? who + " alone, and can take it back." : "It can be opened again.";
    }

    List<Ask> objections() {
        return decision.proposed() ? standing.objections() : List.of();
    }

    DecideForm form() {
        return new DecideForm(decision, standing, DecideForm.Typed.of(decision), null);
    }

    String successorPath() {
        return "/" + header().projectPath() + "/-/issues/new?type=" + DecisionType.KEY + "&supersedes="
                + URLEncoder.encode(header().reference(), StandardCharsets.UTF_8) + "&title="
                + URLEncoder.encode(header().title(), StandardCharsets.UTF_8);
    }
}
