package antipode.leaving;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.repositories.Codeowners;
import antipode.repositories.Ownership;
import antipode.threads.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What somebody holds, as far as whoever looks may see it.
@Component
class Holdings {

    static final int MOST = 500;
    private static final int PROJECTS = 200;

    private static final String HELD = """
            (select issuable_id, 1 as place from todo where member_id = :holder and kind = 'obligation' and state = 'pending'
             union select id, 2 from issuable where dri_id = :holder and state = 'opened'
             union select issuable_id, 2 from issuable_assignee where member_id = :holder
             union select issuable_id, 3 from ask where asker_id = :holder and state = 'open'
             union select ask.issuable_id, 4 from ask_person join ask on ask.id = ask_person.ask_id
                where ask.state = 'open' and ask_person.answer is null
                  and coalesce(ask_person.taker_id, ask_person.delegate_id, ask_person.member_id) = :holder
                  and :holder in (ask_person.taker_id, ask_person.delegate_id, ask_person.member_id)
             union select merge_request_id, 5 from merge_request_reviewer where member_id = :holder)
            """;
    private static final List<String> WHY = List.of("", "their turn", "responsible", "asked something", "was asked", "asked to review");

    private final JdbcClient jdbc;
    private final Access access;
    private final Projects projects;
    private final ProjectMembers memberships;
    private final Codeowners codeowners;

    Holdings(JdbcClient jdbc, Access access, Projects projects, ProjectMembers memberships, Codeowners codeowners) {
        this.jdbc = jdbc;
        this.access = access;
        this.projects = projects;
        this.memberships = memberships;
        this.codeowners = codeowners;
    }

    /// Open things that are theirs in some way, the newest first.
    @Transactional(readOnly = true)
    List<Held> things(Actor reader, Member holder) {
        Map<Long, List<String>> why = new HashMap<>();
        var things = access.bind(
                        jdbc.sql("select " + Threads.HEADER + ", held.places from issuable " + Threads.JOINS
                                + " join (select issuable_id, array_agg(distinct place) as places from " + HELD
                                + " every group by issuable_id) held on held.issuable_id = issuable.id where issuable.state = 'opened' and "
                                + Access.VISIBLE_ISSUABLE + " order by issuable.id desc limit " + MOST),
                        reader)
                .param("holder", holder.id())
                .query((row, number) -> {
                    var thing = Threads.header(row, number);
                    why.put(thing.id(), Arrays.stream((Integer[]) row.getArray("places").getArray()).sorted().map(WHY::get).toList());
                    return thing;
                })
                .list();
        var proposed = proposed(holder, things.stream().map(thing -> thing.id()).toList());
        return things.stream().map(thing -> new Held(thing, why.getOrDefault(thing.id(), List.of()), proposed.get(thing.id()))).toList();
    }

    /// For each thing somebody who may see it: first who does it as well, then who follows it, then who works in the project.
    private Map<Long, Person> proposed(Member holder, List<Long> things) {
        Map<Long, Person> proposed = new HashMap<>();
        access.bind(jdbc.sql("""
                        select distinct on (issuable.id) issuable.id as issuable_id, member.id, member.username, member.name, member.zone, member.picture
                        from issuable join project on project.id = issuable.project_id
                        join lateral (
                            select member_id, 1 as place from issuable_assignee where issuable_id = issuable.id
                            union all select member_id, 2 from subscription where issuable_id = issuable.id
                            union all (select member_id, 3 from project_authorization
                                       where project_id = issuable.project_id and access_level >= 30 order by access_level desc, member_id limit 20)
                        ) near on true
                        join member on member.id = near.member_id
                        where issuable.id = any (:things) and member.state = 'active' and not member.external and member.id <> :holder and\s"""
                        + Access.MEMBER_SEES_ISSUABLE + " order by issuable.id, near.place, member.id"), Actor.nobody())
                .param("things", things.toArray(Long[]::new)).param("holder", holder.id())
                .query((row, number) -> proposed.put(row.getLong("issuable_id"), Threads.person(row, "")))
                .list();
        return proposed;
    }

    /// Teams and projects that would be left without an owner.
    @Transactional(readOnly = true)
    List<ProjectMembers.Sole> owned(Member holder) {
        return memberships.soleOwned(holder.id()).stream()
                .filter(sole -> !sole.path().equalsIgnoreCase(holder.username() + "/" + holder.username())).toList();
    }

    /// Teams in which nobody else is.
    @Transactional(readOnly = true)
    List<ProjectMembers.Sole> alone(Member holder) {
        return memberships.alone(holder.id());
    }

    /// The pages for which they answer by name, in the projects that they belong to.
    @Transactional(readOnly = true)
    List<OwnedPages> pages(Actor reader, Member holder) {
        List<OwnedPages> pages = new ArrayList<>();
        for (var project : theirs(reader, holder)) {
            var ownership = codeowners.at(project.id(), project.defaultBranch());
            int lines = (int) ownership.sections().stream().flatMap(section -> section.rules().stream())
                    .filter(rule -> rule.owners().stream().anyMatch(owner -> means(owner, holder))).count();
            if (lines > 0) pages.add(new OwnedPages(project, ownership.file(), lines));
        }
        return pages;
    }

    private static boolean means(Ownership.Owner owner, Member member) {
        return switch (owner.kind()) {
            case NAME -> owner.name().equalsIgnoreCase(member.username());
            case MAIL -> owner.name().equalsIgnoreCase(member.email());
            case ROLE -> false;
        };
    }

    private List<Project> theirs(Actor reader, Member holder) {
        return jdbc.sql("select distinct project_id from project_authorization where member_id = :holder order by project_id limit " + PROJECTS)
                .param("holder", holder.id()).query(Long.class).list().stream()
                .flatMap(id -> projects.visibleTo(reader).find(id).stream()).toList();
    }
}
