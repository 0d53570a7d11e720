package antipode.decisions;

import antipode.asks.Asks;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.issues.TypeFields;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.threads.Events;
import antipode.threads.FurtherWords;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import antipode.web.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where decisions are kept: proposed, taken, rejected, superseded, looked at again.
@Component
public class Decisions {

    private static final int LONGEST_REASON = 20_000;

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final DecisionDrafts drafts;
    private final DecisionPages pages;
    private final DecisionReviews reviews;
    private final Supersessions supersessions;
    private final ObjectProvider<Issues> issues;
    private final Threads threads;
    private final FurtherWords words;
    private final Events events;
    private final Asks asks;
    private final Access access;
    private final Clock clock;

    Decisions(
            JdbcClient jdbc,
            DecisionRows rows,
            DecisionDrafts drafts,
            DecisionPages pages,
            DecisionReviews reviews,
            Supersessions supersessions,
            ObjectProvider<Issues> issues,
            Threads threads,
            FurtherWords words,
            Events events,
            Asks asks,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.drafts = drafts;
        this.pages = pages;
        this.reviews = reviews;
        this.supersessions = supersessions;
        this.issues = issues;
        this.threads = threads;
        this.words = words;
        this.events = events;
        this.asks = asks;
        this.access = access;
        this.clock = clock;
    }

    /// Proposes one: an issue of type decision, with what stands to choose.
    @Transactional
    public Decision propose(Actor actor, Project project, Issues.Opening opening, DecisionDraft draft) {
        Issue issue = issues.getObject().open(
                actor, project,
                opening.type(DecisionType.KEY),
                false, new DecisionFields(drafts, draft, null));
        return rows.get(issue.id());
    }

    /// Changes what stands to choose, while it does.
    @Transactional
    public Decision change(Actor actor, Decision seen, TypeFields fields) {
        threads.lock(seen.id());
        fields.save(actor, issues.getObject().get(seen.id()));
        return rows.get(seen.id());
    }

    /// The decision of this number, if the actor may see it.
    public Decision find(Actor actor, Project project, long iid) {
        return rows.find(issues.getObject().find(actor, project, iid).id()).orElseThrow(() -> Problem.notFound("Decision"));
    }

    /// Those of these that the actor may see, by id.
    public Map<Long, Decision> visible(Actor actor, Collection<Long> ids) {
        return rows.visible(actor, ids);
    }

    /// The decision as it stands, whoever asks.
    public Decision get(long id) {
        return rows.get(id);
    }

    /// What is decided.
    ///
    /// @param option   the name of an option, its number in the list, or words of its own, which are added to what stood to
    ///                 choose
    /// @param because  why, in Markdown
    /// @param reviewOn when to look again; nothing for never
    /// @param early    why it can't wait for its comment window, which a maintainer may say; empty if it waits
    public record Choice(String option, String because, @Nullable LocalDate reviewOn, String early) {

        private static final int LONGEST_EARLY = 1_000;

        public Choice {
            if (early.length() > LONGEST_EARLY) {
                throw Problem.invalid("early", "is too long (maximum is " + LONGEST_EARLY + " characters)");
            }
        }

        public Choice(String option, String because, @Nullable LocalDate reviewOn) {
            this(option, because, reviewOn, "");
        }
    }

    /// Takes it. The issue closes; what it supersedes ends with it.
    @Transactional
    public Decision decide(Actor actor, Decision seen, Choice choice) {
        Decision decision = lock(seen.id());
        Standing standing = standing(actor, decision);
        standing.require(choice.early());
        boolean early = !standing.doorClosed(new Times(clock.instant(), actor.require().zone())).isEmpty();
        Decision.Option option = decision.called(choice.option());
        if (option == null) {
            option = drafts.add(actor, decision, choice.option().strip());
        }
        Choice kept = early ? choice : new Choice(choice.option(), choice.because(), choice.reviewOn());
        return take(actor, rows.get(decision.id()), option, kept, null);
    }

    /// The same without a person at the keys; who may say what silence means was asked before.
    @Transactional
    Decision decide(Actor actor, Decision locked, Decision.Option option, String because) {
        return take(actor, locked, option, new Choice(option.title(), "", locked.reviewOn()), because);
    }

    private Decision take(Actor actor, Decision decision, Decision.Option option, Choice choice, @Nullable String silence) {
        if (choice.because().length() > LONGEST_REASON) {
            throw Problem.invalid("because", "is too long (maximum is " + LONGEST_REASON + " characters)");
        }
        LocalDate review = choice.reviewOn();
        if (review != null && !review.isAfter(today(actor))) {
            throw Problem.invalid("review_on", "The day to look again has to lie ahead; it is " + today(actor) + ".");
        }
        String because = silence == null ? choice.because() : Character.toUpperCase(silence.charAt(0)) + silence.substring(1) + ".";
        settle(actor, decision, Decision.Status.DECIDED, option.id(), because, review);
        pages.freeze(actor, rows.get(decision.id()));
        Long older = decision.supersedes();
        if (older != null) {
            supersessions.supersede(actor, older, decision.header());
            reviews.plan(rows.get(older));
        }
        return ended(
                actor, decision, silence,
                choice.early().isEmpty()
                        ? Map.of("decided", option.title())
                        : Map.of("decided", option.title(), "early", choice.early().strip()));
    }

    /// Says no to all of it, and why.
    @Transactional
    public Decision reject(Actor actor, Decision seen, String because) {
        Decision decision = lock(seen.id());
        Standing standing = standing(actor, decision);
        if (!standing.decides()) {
            standing.require();
        }
        if (!decision.proposed()) {
            throw Problem.conflict("It is " + decision.status().key() + " already.");
        }
        if (because.isBlank()) {
            throw Problem.invalid("because", "Say why, so that nobody has to propose it again to find out.");
        }
        settle(actor, decision, Decision.Status.REJECTED, null, because, null);
        return ended(actor, decision, null, Map.of("rejected", "true"));
    }

    private void settle(
            Actor actor, Decision decision, Decision.Status status, @Nullable Long option, String because, @Nullable LocalDate review) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update decision set status = :status, chosen_id = :option, because = :because, because_html = :html,
                               decided_at = :now, listed_at = :now, decided_by = :actor, review_on = :review
                        where id = :id""")
                .param("status", status.key())
                .param("option", option, Types.BIGINT)
                .param("because", because.strip())
                .param("html", words.read(actor, decision.header(), null, because.strip()).html())
                .param("now", Timestamp.from(now))
                .param("actor", actor.id())
                .param("review", review)
                .param("id", decision.id())
                .update();
    }

    private Decision ended(Actor actor, Decision before, @Nullable String silence, Map<String, String> detail) {
        threads.end(actor, before.header(), Issuable.State.CLOSED, silence, detail);
        Decision after = rows.get(before.id());
        reviews.plan(after);
        return after;
    }

    /// Says of one that was decided, or is proposed, that another stands in its place: at once if that one is decided, or as soon
    /// as it is.
    @Transactional
    public Decision supersede(Actor actor, Decision seen, String by) {
        Issuable named = supersessions.named(actor, seen.header().projectPath(), by).orElse(null);
        Decision newer = named == null ? null : rows.find(named.id()).orElse(null);
        if (newer == null) {
            throw Problem.invalid("by", "“" + by + "” is no decision that you may see.");
        }
        threads.lockAll(List.of(seen.id(), newer.id()));
        newer = rows.get(newer.id());
        threads.requireEditor(actor, newer.header());
        threads.requireEditor(actor, seen.header());
        if (newer.supersedes() != null && newer.supersedes() != seen.id()) {
            throw Problem.conflict(newer.header().reference() + " supersedes another decision already.");
        }
        if (newer.status() == Decision.Status.REJECTED) {
            throw Problem.conflict(newer.header().reference() + " was rejected, so it stands in nobody’s place.");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        supersessions.read(actor, newer.header(), seen.header().fullReference(), wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid("by", wrong.values().iterator().next());
        }
        jdbc.sql("update decision set supersedes_id = :older, version = version + 1 where id = :id")
                .param("older", seen.id())
                .param("id", newer.id())
                .update();
        if (!newer.proposed()) {
            supersessions.supersede(actor, seen.id(), newer.header());
            reviews.plan(rows.get(seen.id()));
        }
        return rows.get(seen.id());
    }

    /// Says when to look at it again, or never. Doing so on the day itself says that it holds.
    @Transactional
    public Decision reviewOn(Actor actor, Decision seen, @Nullable LocalDate day) {
        threads.lock(seen.id());
        Decision decision = rows.get(seen.id());
        threads.requireEditor(actor, decision.header());
        if (decision.status() == Decision.Status.REJECTED || decision.status() == Decision.Status.SUPERSEDED) {
            throw Problem.conflict("It is " + decision.status().key() + "; there is nothing to look at again.");
        }
        if (day != null && !day.isAfter(today(actor))) {
            throw Problem.invalid("review_on", "The day to look again has to lie ahead; it is " + today(actor) + ".");
        }
        boolean holds = decision.due(today(actor));
        if (!holds && Objects.equals(decision.reviewOn(), day)) {
            return decision;
        }
        jdbc.sql("update decision set review_on = :day where id = :id").param("day", day).param("id", decision.id()).update();
        long note = events.append(
                actor, decision.header(), holds ? "reviewed" : "review", Map.of("to", day == null ? "" : day.toString()));
        Decision after = rows.get(decision.id());
        if (holds) {
            reviews.looked(actor, after, note);
        }
        reviews.plan(after);
        threads.touch(decision.id());
        return after;
    }

    /// Makes it a door of the other kind.
    @Transactional
    public Decision turn(Actor actor, Decision seen, Door door, String reason) {
        threads.lock(seen.id());
        Decision decision = rows.get(seen.id());
        if (decision.door() == door) {
            return decision;
        }
        standing(actor, decision).requireTurn(door);
        if (door == Door.ONE_WAY && reason.isBlank()) {
            throw Problem.invalid("reason", "is missing: say what can’t be taken back");
        }
        jdbc.sql("update decision set door = :door, door_reason = :reason, version = version + 1 where id = :id")
                .param("door", door.key())
                .param("reason", door == Door.ONE_WAY ? reason.strip() : "")
                .param("id", decision.id())
                .update();
        Map<String, String> detail = reason.isBlank() ? Map.of("to", door.key()) : Map.of("to", door.key(), "because", reason.strip());
        events.append(actor, decision.header(), "door", detail);
        threads.touch(decision.id());
        return rows.get(decision.id());
    }

    /// Everything that tells whether this actor may take it now.
    Standing standing(Actor actor, Decision decision) {
        Role role = access.level(actor, decision.header().projectId());
        return new Standing(decision, asks.of(decision.header()), actor, role, clock.instant());
    }

    /// Locks it together with what it supersedes, in the order of ids.
    private Decision lock(long id) {
        Long older = rows.get(id).supersedes();
        threads.lockAll(older == null ? List.of(id) : List.of(older, id));
        Decision decision = rows.get(id);
        if (!Objects.equals(decision.supersedes(), older)) {
            throw Problem.conflict("Somebody changed this while you were deciding. Look again.");
        }
        return decision;
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), actor.require().zone());
    }
}
