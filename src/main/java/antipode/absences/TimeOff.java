package antipode.absences;

import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Area;
import antipode.projects.Delegates;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Teams;
import antipode.web.Problem;
import antipode.web.Times;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One's own time off: stated, changed and withdrawn together with who stands in. Nobody is asked for it.
@Component
public class TimeOff {

    private static final int MOST_STAND_INS = 20;
    private static final int MOST_AHEAD = 200;
    private static final int LONGEST_DAYS = 3 * 366;

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Delegates delegates;
    private final Members members;
    private final Teams teams;
    private final Projects projects;
    private final WorkingHours hours;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    TimeOff(
            JdbcClient jdbc, Absences absences, Delegates delegates, Members members, Teams teams, Projects projects,
            WorkingHours hours, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.delegates = delegates;
        this.members = members;
        this.teams = teams;
        this.projects = projects;
        this.hours = hours;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// An absence stands, or was taken back, with all who stand in; in this transaction.
    record Settled(Absence absence) {}

    /// States an absence of the actor's.
    @Transactional
    public Absence state(Actor actor, LocalDate firstOn, LocalDate lastOn, String note, Collection<StandIn> standIns) {
        if (absences.ahead(List.of(actor.id()), today(actor)).size() >= MOST_AHEAD) {
            throw Problem.invalid("first_on", "is one more than the " + MOST_AHEAD + " absences that can lie ahead");
        }
        Absence stated = absences.state(actor.id(), firstOn, lastOn, note);
        checkLength(stated);
        standIn(actor, stated, standIns);
        publisher.publishEvent(new Settled(stated));
        return stated;
    }

    /// Changes one of the actor's own, and who stands in.
    ///
    /// @param standIns for all areas the actor may see; nothing where they stay as they are
    @Transactional
    public Absence change(
            Actor actor, long id, LocalDate firstOn, LocalDate lastOn, String note, @Nullable Collection<StandIn> standIns) {
        own(actor, id);
        Absence changed = absences.change(id, firstOn, lastOn, note);
        checkLength(changed);
        if (standIns != null) {
            standIn(actor, changed, standIns);
        }
        publisher.publishEvent(new Settled(changed));
        return changed;
    }

    /// Takes one of the actor's own back.
    @Transactional
    public void withdraw(Actor actor, long id) {
        own(actor, id);
        absences.withdraw(id);
        publisher.publishEvent(new Settled(absences.find(id).orElseThrow()));
    }

    /// One of the actor's own that isn't withdrawn.
    Absence own(Actor actor, long id) {
        return absences.find(id)
                .filter(absence -> actor.is(absence.memberId()) && !absence.withdrawn())
                .orElseThrow(() -> Problem.notFound("Absence"));
    }

    /// One of them with who stands in, as the reader may see it.
    @Transactional(readOnly = true)
    public Optional<Stated> find(Actor reader, long id) {
        return absences.find(id).filter(absence -> !absence.withdrawn()).map(absence -> stated(reader, List.of(absence)).getFirst());
    }

    /// All of a member's that aren't withdrawn, the latest first; a fixed number of questions.
    @Transactional(readOnly = true)
    public List<Stated> of(Actor reader, long member) {
        return stated(reader, absences.of(member));
    }

    /// Present and coming ones of a member.
    @Transactional(readOnly = true)
    public List<Stated> ahead(Actor reader, Member member) {
        LocalDate today = hours.of(member.id()).dateAt(clock.instant());
        return stated(reader, absences.ahead(List.of(member.id()), today));
    }

    LocalDate today(Actor actor) {
        return hours.of(actor.id()).dateAt(clock.instant());
    }

    private List<Stated> stated(Actor reader, List<Absence> found) {
        List<Delegates.Named> named = found.isEmpty() ? List.of() : delegates.of(found.stream().map(Absence::id).toList());
        Map<Area, Stated.For> shown = shown(reader, named);
        Map<Long, List<Stated.For>> standing = new LinkedHashMap<>();
        for (Delegates.Named one : named) {
            Stated.For area = shown.get(one.area());
            if (area != null) {
                standing.computeIfAbsent(one.absenceId(), _ -> new ArrayList<>()).add(area.by(one.delegate()));
            }
        }
        return found.stream().map(absence -> new Stated(absence, standing.getOrDefault(absence.id(), List.of()))).toList();
    }

    /// The areas among these that a reader may see, as they are called.
    private Map<Area, Stated.For> shown(Actor reader, List<Delegates.Named> named) {
        Map<Long, Project> seen = projects.visibleTo(reader)
                .byIds(named.stream().map(one -> one.area().projectId()).filter(Objects::nonNull).toList());
        Map<Long, Namespace> known = named.stream().anyMatch(one -> one.area().teamId() != null)
                ? teams.all(reader).stream().collect(Collectors.toMap(Namespace::id, team -> team))
                : Map.of();
        Map<Area, Stated.For> shown = new HashMap<>();
        for (Delegates.Named one : named) {
            Long team = one.area().teamId();
            Long project = one.area().projectId();
            if (team == null && project == null) {
                shown.put(one.area(), new Stated.For(one.delegate(), null, null));
            } else if (team != null && known.containsKey(team)) {
                Namespace area = Objects.requireNonNull(known.get(team));
                shown.put(one.area(), new Stated.For(one.delegate(), area.fullPath(), area.name()));
            } else if (project != null && seen.containsKey(project)) {
                Project area = Objects.requireNonNull(seen.get(project));
                shown.put(one.area(), new Stated.For(one.delegate(), area.fullPath(), area.name()));
            }
        }
        return shown;
    }

    private static void checkLength(Absence absence) {
        if (absence.lastOn().toEpochDay() - absence.firstOn().toEpochDay() > LONGEST_DAYS) {
            throw Problem.invalid("last_on", "makes it longer than three years");
        }
    }

    /// Areas that the actor can't see stay as they are: no page has shown them.
    private void standIn(Actor actor, Absence absence, Collection<StandIn> wished) {
        List<StandIn> given = wished.stream().filter(one -> !one.empty()).toList();
        if (given.size() > MOST_STAND_INS) {
            throw Problem.invalid("delegates", "can be at most " + MOST_STAND_INS);
        }
        Map<Area, Member> standing = new LinkedHashMap<>();
        for (StandIn one : given) {
            Area area = area(actor, one.area());
            if (standing.put(area, delegate(actor, absence, one, area)) != null) {
                throw Problem.invalid("delegates", "can be one for each area; " + called(one.area()) + " has two");
            }
        }
        List<Delegates.Named> named = delegates.of(List.of(absence.id()));
        Map<Area, Stated.For> shown = shown(actor, named);
        for (Delegates.Named before : named) {
            if (!standing.containsKey(before.area()) && shown.containsKey(before.area())) {
                delegates.remove(absence, before.area());
            }
        }
        standing.forEach((area, delegate) -> delegates.state(absence, area, delegate.id()));
    }

    private Area area(Actor actor, String path) {
        if (path.isEmpty()) {
            return Area.EVERYTHING;
        }
        Optional<Area> project = projects.visibleTo(actor).find(path).map(found -> Area.project(found.id()));
        return project.or(() -> path.matches("\\d+")
                        ? Optional.empty()
                        : teams.find(actor, path).filter(team -> team.kind() == Namespace.Kind.TEAM).map(team -> Area.team(team.id())))
                .orElseThrow(() -> Problem.invalid("delegates", "need a team or a project that you can see; “" + path + "” is none"));
    }

    private Member delegate(Actor actor, Absence absence, StandIn wished, Area area) {
        if (wished.delegate().isEmpty()) {
            throw Problem.invalid("delegates", "need a name; nobody is named for " + called(wished.area()));
        }
        Member delegate = members.findByUsername(wished.delegate().toLowerCase(Locale.ROOT))
                .filter(Member::active)
                .orElseThrow(() -> Problem.invalid("delegates", "are people who work here; “" + wished.delegate() + "” is nobody here"));
        if (actor.is(delegate.id())) {
            throw Problem.invalid("delegates", "are others; you can’t stand in for yourself");
        }
        Person person = Person.of(delegate);
        if (!seesSomething(delegate, area)) {
            throw Problem.invalid("delegates", "have to see what they stand in for; " + person.firstName() + " sees nothing of " + called(wished.area()));
        }
        if (awayThroughout(delegate.id(), absence)) {
            throw Problem.invalid("delegates", "have to be here; " + person.firstName() + " is away as well, "
                    + Stated.dates(absence, new Times(clock.instant(), actor.require().zone())));
        }
        return delegate;
    }

    private static String called(String area) {
        return area.isEmpty() ? "everything" : area;
    }

    /// Whether somebody has time off on each of its days.
    private boolean awayThroughout(long member, Absence absence) {
        LocalDate uncovered = absence.firstOn();
        for (Absence theirs : absences.ahead(List.of(member), absence.firstOn())) {
            if (theirs.firstOn().isAfter(uncovered)) {
                return false;
            }
            if (!theirs.lastOn().isBefore(uncovered)) {
                uncovered = theirs.lastOn().plusDays(1);
            }
        }
        return uncovered.isAfter(absence.lastOn());
    }

    private boolean seesSomething(Member delegate, Area area) {
        return jdbc.sql("""
                        select exists (
                          select from project join member on member.id = :member
                          left join namespace home on home.id = project.namespace_id
                          left join namespace team on team.id = :team
                          where (:project::bigint is null or project.id = :project)
                            and (:team::bigint is null or home.id = team.id
                              or starts_with(lower(home.full_path), lower(team.full_path) || '/'))
                            and\s""" + Access.MEMBER_SEES_PROJECT + ")")
                .param("member", delegate.id())
                .param("team", area.teamId(), Types.BIGINT)
                .param("project", area.projectId(), Types.BIGINT)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), Types.DATE)
                .query(Boolean.class)
                .single();
    }
}
