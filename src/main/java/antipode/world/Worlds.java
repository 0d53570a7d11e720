package antipode.world;

import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.WorkingHours;
import antipode.projects.Fellows;
import antipode.projects.ProjectMembers;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reads whose hours somebody may lay side by side: a fixed number of questions, however many people they are.
@Component
class Worlds {

    private final Fellows fellows;
    private final Teams teams;
    private final ProjectMembers memberships;
    private final WorkingHours hours;

    Worlds(Fellows fellows, Teams teams, ProjectMembers memberships, WorkingHours hours) {
        this.fellows = fellows;
        this.teams = teams;
        this.memberships = memberships;
        this.hours = hours;
    }

    /// Everyone the actor may know of.
    @Transactional(readOnly = true)
    List<Row> everyone(Actor actor) {
        return rows(fellows.of(actor));
    }

    /// Who belongs to a team or to one within it.
    @Transactional(readOnly = true)
    List<Row> of(Actor actor, Namespace team) {
        Set<Long> known = fellows.of(actor).stream().map(Member::id).collect(Collectors.toSet());
        return rows(memberships.within(team).stream().filter(member -> known.contains(member.id())).toList());
    }

    /// These people, by username or number; whoever the actor may not know of isn't found.
    @Transactional(readOnly = true)
    List<Row> named(Actor actor, List<String> names) {
        Map<String, Member> known = fellows.of(actor).stream()
                .flatMap(member -> Stream.of(Map.entry(key(member), member), Map.entry(String.valueOf(member.id()), member)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        return rows(names.stream().distinct()
                .map(name -> {
                    Member member = known.get(name);
                    if (member == null) {
                        throw Problem.notFound("User");
                    }
                    return member;
                })
                .distinct()
                .toList());
    }

    /// The team of this path or number, if the actor may know of it.
    @Transactional(readOnly = true)
    Namespace team(Actor actor, String idOrPath) {
        return teams.find(actor, idOrPath).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group"));
    }

    static String key(Member member) {
        return member.username().toLowerCase(Locale.ROOT);
    }

    private List<Row> rows(List<Member> members) {
        Map<Long, Schedule> schedules = hours.of(members.stream().map(Member::id).toList());
        return members.stream().map(member -> Row.of(member, Objects.requireNonNull(schedules.get(member.id())))).toList();
    }
}
