package antipode.asks;

import antipode.hours.FairTime;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Readers;
import antipode.threads.Subscriptions;
import antipode.threads.Text;
import antipode.threads.Threads;
import antipode.todos.Holder;
import antipode.todos.TeamTurns;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where asks are put and found.
@Component
public class Asks {

    /// The longest question and the longest default, in characters.
    static final int LONGEST = 1_000;
    static final int MOST_ASKED = 50;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Readers readers;
    private final Comments comments;
    private final Subscriptions subscriptions;
    private final Events events;
    private final TeamTurns teams;
    private final Access access;
    private final AskPlans plans;
    private final AskTimes times;
    private final AskRows rows;
    private final AskEffects effects;
    private final Clock clock;

    Asks(
            JdbcClient jdbc,
            Threads threads,
            Readers readers,
            Comments comments,
            Subscriptions subscriptions,
            Events events,
            TeamTurns teams,
            Access access,
            AskPlans plans,
            AskTimes times,
            AskRows rows,
            AskEffects effects,
            Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.readers = readers;
        this.comments = comments;
        this.subscriptions = subscriptions;
        this.events = events;
        this.teams = teams;
        this.access = access;
        this.plans = plans;
        this.times = times;
        this.rows = rows;
        this.effects = effects;
        this.clock = clock;
    }

    /// What somebody asks.
    ///
    /// @param teams  those that are asked as one: who takes it answers for it
    /// @param due    when an answer is wished for; with a default it is the fair due time if nothing is said
    /// @param effect the key of what silence does; nothing if the asker waits
    public record Question(
            Ask.Kind kind,
            String text,
            List<Person> to,
            List<Text.Team> teams,
            @Nullable Instant due,
            @Nullable String effect,
            String defaultText) {

        public Question(
                Ask.Kind kind, String text, List<Person> to, @Nullable Instant due, @Nullable String effect, String defaultText) {
            this(kind, text, to, List.of(), due, effect, defaultText);
        }

        /// What people and teams alike are asked.
        public static Question to(
                Collection<Holder> holders, Ask.Kind kind, String text, @Nullable Instant due, @Nullable String effect,
                String defaultText) {
            return new Question(
                    kind, text, holders.stream().map(Holder::person).filter(Objects::nonNull).toList(),
                    holders.stream().map(Holder::team).filter(Objects::nonNull).toList(), due, effect, defaultText);
        }

        List<Holder> holders() {
            return Stream.concat(to.stream().map(Holder::of), teams.stream().map(Holder::of)).distinct().toList();
        }
    }

    /// Asks. Everyone who is waited for holds a turn; if silence has a meaning, it waits for the fair due time.
    ///
    /// @param note the comment it stands in; nothing if it stands for itself
    @Transactional
    public Ask ask(Actor actor, Issuable issuable, Question question, @Nullable Long note) {
        Issuable locked = threads.lock(issuable.id());
        Instant now = clock.instant();
        check(actor, locked, question, now);
        FairTime<AskPlans.Stand> fair = plans.weigh(actor.id(), locked, question.holders(), now);
        Instant fairAt = fair.due().orElse(now);
        AskEffect effect = question.effect() == null ? null : effects.named(question.effect());
        if (effect != null) {
            if (!effect.fits(locked)) {
                throw Problem.invalid("default_effect", "is not something one can do here");
            }
            if (fair.due().isEmpty()) {
                throw Problem.invalid("default_effect", "needs somebody who can answer: everyone asked is away for longer");
            }
            effect.check(actor, locked, question.defaultText());
        }
        String said = effect == null ? null : question.defaultText().isBlank() ? effect.deed() : question.defaultText().strip();
        long id = rows.put(actor, locked, question, note, now, fairAt, said);
        int place = 0;
        for (FairTime.Each<AskPlans.Stand> each : fair.each()) {
            rows.put(id, place++, AskTimes.asked(each, now));
        }
        Ask ask = rows.get(id);
        Map<String, String> detail = new LinkedHashMap<>(Map.of("to", ask.names(), "question", ask.question()));
        if (effect != null) {
            detail.put("default", said == null ? "" : said);
            detail.put("until", ask.takesEffectAt().toString());
        }
        long event = events.append(actor, locked, "asked", detail);
        long cause = note == null ? event : note;
        rows.standsIn(id, cause);
        subscriptions.subscribe(locked.id(), question.to().stream().map(Person::id).toList(), "asked");
        times.wait(rows.get(id), locked, ask.waited());
        times.plan(ask);
        return rows.get(id);
    }

    /// The asks of a thing, oldest first.
    public List<Ask> of(Issuable issuable) {
        return rows.of(issuable.id());
    }

    public Ask find(Actor actor, Issuable issuable, long id) {
        return of(issuable).stream()
                .filter(ask -> ask.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Ask"));
    }

    /// The ask with this id, if the actor may see what it was put on.
    public Ask find(Actor actor, long id) {
        Ask ask = rows.get(id);
        if (!threads.sees(actor, ask.issuableId())) {
            throw Problem.notFound("Ask");
        }
        return ask;
    }

    /// A comment that a question can be put on.
    public Comment about(Issuable issuable, long note) {
        Comment comment = comments.find(issuable.id(), note);
        if (comment.removed()) {
            throw Problem.notFound("Comment");
        }
        return comment;
    }

    /// Those of these that await a word of the actor's; who is of which team is looked up only where a team is asked.
    public List<Ask> awaiting(Actor actor, List<Ask> asks) {
        if (!actor.signedIn()) {
            return List.of();
        }
        boolean team = asks.stream().anyMatch(ask -> ask.open() && ask.asksTeam());
        Set<Long> mine = team ? teams.of(actor) : Set.of();
        return asks.stream().filter(ask -> ask.awaits(actor.id(), mine)).toList();
    }

    /// The members and teams of these names, in lower case, who may see the thing: only they can be asked.
    public Map<String, Holder> seeing(Issuable issuable, Collection<String> names) {
        Map<String, Holder> seeing = new LinkedHashMap<>();
        readers.named(issuable, names).forEach((name, person) -> seeing.put(name, Holder.of(person)));
        List<String> others = names.stream().filter(name -> !seeing.containsKey(name)).toList();
        if (!others.isEmpty()) {
            teams.seeing(issuable.id(), others).forEach((name, team) -> seeing.put(name, Holder.of(team)));
        }
        return seeing;
    }

    /// Whom one might ask first: who takes part in the thread, then who belongs to the project.
    List<Person> likely(Issuable issuable) {
        return access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone, member.picture
                                from (select member_id, min(place) place from (
                                        select member_id, 1 place from subscription where issuable_id = :issuable
                                        union all
                                        (select member_id, 2 from project_authorization where project_id = :project
                                         order by member_id limit 200)) nearby
                                      group by member_id) near
                                join member on member.id = near.member_id
                                join issuable on issuable.id = :issuable
                                join project on project.id = issuable.project_id
                                where member.state = 'active' and\s""" + Access.MEMBER_SEES_ISSUABLE
                                + " order by near.place, lower(member.name) limit 100"),
                        Actor.nobody())
                .param("issuable", issuable.id())
                .param("project", issuable.projectId())
                .query((row, _) -> Threads.person(row, ""))
                .list();
    }

    private void check(Actor actor, Issuable locked, Question question, Instant now) {
        access.require(actor, locked.projectId(), Role.GUEST);
        if (!locked.open()) {
            throw Problem.conflict("This " + locked.kind().word() + " is " + locked.state().key() + ". Reopen it to ask.");
        }
        if (question.text().isBlank()) {
            throw Problem.invalid("question", "can't be blank");
        }
        if (question.text().length() > LONGEST || question.defaultText().length() > LONGEST) {
            throw Problem.invalid("question", "is too long (maximum is " + LONGEST + " characters)");
        }
        AskTimes.check(question.due(), now);
        List<Holder> asked = question.holders();
        if (asked.isEmpty() || asked.size() > MOST_ASKED) {
            throw Problem.invalid("to", "needs between one and " + MOST_ASKED + " people");
        }
        Map<String, Holder> seeing =
                seeing(locked, asked.stream().map(holder -> holder.handle().toLowerCase(Locale.ROOT)).toList());
        for (Holder holder : asked) {
            if (holder.is(actor)) {
                throw Problem.invalid("to", "can't be yourself");
            }
            if (!seeing.containsKey(holder.handle().toLowerCase(Locale.ROOT))) {
                throw Problem.invalid("to", "includes " + holder.name() + ", who may not see this");
            }
        }
        Map<Long, List<Person>> members = question.teams().isEmpty() ? Map.of() : teams.members(question.teams(), locked.id());
        for (Text.Team team : question.teams()) {
            if (members.getOrDefault(team.id(), List.of()).stream().allMatch(person -> actor.is(person.id()))) {
                throw Problem.invalid("to", "includes " + team.name() + ", where nobody but you may see this");
            }
        }
    }
}
