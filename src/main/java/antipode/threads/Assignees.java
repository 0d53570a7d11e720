package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who is to do a thing. The first of them is responsible for it.
@Component
public class Assignees {

    private final JdbcClient jdbc;
    private final Rights rights;
    private final Readers readers;
    private final Events events;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Assignees(
            JdbcClient jdbc,
            Rights rights,
            Readers readers,
            Events events,
            Subscriptions subscriptions,
            Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.readers = readers;
        this.events = events;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Somebody was given a thing to do.
    public record Assigned(Issuable issuable, Actor actor, Person assignee, long noteId) {}

    /// Somebody is no longer to do it.
    public record Unassigned(Issuable issuable, Actor actor, Person person, long noteId) {}

    /// Replaces who is assigned; each difference is an event. The first of them is responsible from now on, or the author
    /// if there is none.
    @Transactional
    public void replace(Actor actor, Issuable locked, Collection<Person> assignees) {
        rights.requireEditor(actor, locked);
        List<Person> before = of(locked.id());
        for (Person person : before) {
            if (assignees.stream().noneMatch(kept -> kept.id() == person.id())) {
                jdbc.sql("delete from issuable_assignee where issuable_id = :issuable and member_id = :member")
                        .param("issuable", locked.id())
                        .param("member", person.id())
                        .update();
                long note = events.append(actor, locked, "unassigned", Map.of("from", person.name()));
                publisher.publishEvent(new Unassigned(locked, actor, person, note));
            }
        }
        for (Person person : assignees) {
            if (before.stream().noneMatch(had -> had.id() == person.id())) {
                put(locked.id(), List.of(person.id()));
                long note = events.append(actor, locked, "assigned", Map.of("to", person.name()));
                publisher.publishEvent(new Assigned(locked, actor, person, note));
            }
        }
        long dri = assignees.isEmpty() ? locked.author().id() : assignees.iterator().next().id();
        jdbc.sql("update issuable set dri_id = :dri, updated_at = greatest(updated_at, :now) where id = :id")
                .param("dri", dri)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
    }

    /// The same by username, in this order; whoever may not see the thing is refused with a sentence.
    @Transactional
    public void name(Actor actor, Issuable locked, Collection<String> usernames) {
        replace(actor, locked, named(locked, usernames));
    }

    private List<Person> named(Issuable issuable, Collection<String> usernames) {
        Set<String> names = new LinkedHashSet<>();
        usernames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        Map<String, Person> seeing = names.isEmpty() ? Map.of() : readers.named(issuable, names);
        List<String> unknown = names.stream().filter(name -> !seeing.containsKey(name)).map(name -> "@" + name).toList();
        if (!unknown.isEmpty()) {
            throw Problem.invalid(
                    "assignees",
                    String.join(", ", unknown) + (unknown.size() == 1 ? " is" : " are") + " nobody who may see this.");
        }
        return names.stream().map(seeing::get).toList();
    }

    /// Puts one person in the place of another, responsible where the other was. Who may, and what the record says of it,
    /// is for the verb that calls.
    @Transactional
    public void handOver(Issuable locked, @Nullable Person from, Person to) {
        if (from != null) {
            jdbc.sql("delete from issuable_assignee where issuable_id = :issuable and member_id = :member")
                    .param("issuable", locked.id())
                    .param("member", from.id())
                    .update();
        }
        put(locked.id(), List.of(to.id()));
        boolean responsible = from == null || locked.dri().id() == from.id();
        jdbc.sql("update issuable set dri_id = :dri, updated_at = greatest(updated_at, :now) where id = :id")
                .param("dri", responsible ? to.id() : locked.dri().id())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
    }

    void put(long issuable, Collection<Long> members) {
        if (!members.isEmpty()) {
            jdbc.sql("""
                            insert into issuable_assignee (issuable_id, member_id)
                            select :issuable, member from unnest(:members) member on conflict do nothing""")
                    .param("issuable", issuable)
                    .param("members", members.toArray(Long[]::new))
                    .update();
            subscriptions.subscribe(issuable, members, "assigned");
        }
    }

    public List<Person> of(long issuable) {
        return of(List.of(issuable)).getOrDefault(issuable, List.of());
    }

    /// Who is assigned to each of many things, in one question.
    public Map<Long, List<Person>> of(Collection<Long> issuables) {
        Map<Long, List<Person>> found = new HashMap<>();
        jdbc.sql("""
                        select a.issuable_id, m.id, m.username, m.name, m.zone, m.picture
                        from issuable_assignee a join member m on m.id = a.member_id
                        where a.issuable_id = any (:ids) order by a.issuable_id, m.id""")
                .param("ids", issuables.toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getLong("issuable_id"), _ -> new ArrayList<>()).add(Threads.person(row, ""));
                });
        return found;
    }
}
