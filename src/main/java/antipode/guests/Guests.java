package antipode.guests;

import antipode.delivery.Wishes;
import antipode.delivery.letters.ReplyKeys;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.Secrets;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.Remarks;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who is a guest where, and until when. A guest is a member from outside who has no password; [Access] lets them see what
/// they are invited to.
@Component
public class Guests {

    private static final int LONGEST_DAYS = 366;

    private final JdbcClient jdbc;
    private final Members members;
    private final Namespaces namespaces;
    private final ProjectMembers memberships;
    private final Access access;
    private final Threads threads;
    private final Remarks remarks;
    private final Subscriptions subscriptions;
    private final Wishes wishes;
    private final GuestLetters letters;
    private final ReplyKeys keys;
    private final Clock clock;

    Guests(
            JdbcClient jdbc, Members members, Namespaces namespaces, ProjectMembers memberships, Access access, Threads threads,
            Remarks remarks, Subscriptions subscriptions, Wishes wishes, GuestLetters letters, ReplyKeys keys,
            Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.namespaces = namespaces;
        this.memberships = memberships;
        this.access = access;
        this.threads = threads;
        this.remarks = remarks;
        this.subscriptions = subscriptions;
        this.wishes = wishes;
        this.letters = letters;
        this.keys = keys;
        this.clock = clock;
    }

    /// Invites somebody to an issue; whoever is a guest there already has another end and another letter. Developers of the
    /// project and upwards may.
    ///
    /// @param name of somebody who was no guest yet; may be empty
    @Transactional
    public Member invite(Actor actor, Issuable issuable, String email, String name, LocalDate lastDay) {
        access.require(actor, issuable.projectId(), Role.DEVELOPER);
        check(lastDay);
        var locked = threads.lock(threads.find(actor, issuable.id()).id());
        var member = guest(actor, email, name);
        put(actor, member, locked.id(), null, lastDay);
        subscriptions.subscribe(locked.id(), member.id(), "asked");
        remarks.write(actor, locked, "invited a guest", "invited " + member.name() + ", until " + lastDay, "");
        letters.post(find(member.id(), locked.id(), null), "“" + locked.title() + "”");
        return member;
    }

    /// Invites somebody to a project, where they read and comment. Its owners may.
    @Transactional
    public Member invite(Actor actor, Project project, String email, String name, LocalDate lastDay) {
        access.require(actor, project, Role.OWNER);
        check(lastDay);
        var member = guest(actor, email, name);
        put(actor, member, null, project.id(), lastDay);
        memberships.raise(project.id(), member, Role.GUEST, lastDay.plusDays(1));
        letters.post(find(member.id(), null, project.id()), "the project " + project.name());
        return member;
    }

    /// Ends it before its day: whoever may invite there may.
    @Transactional
    void end(Actor actor, Guest guest, Project project) {
        access.require(actor, project, guest.issuableId() != null ? Role.DEVELOPER : Role.OWNER);
        if (guest.issuableId() != null) {
            var locked = threads.lock(guest.issuableId());
            subscriptions.unsubscribe(Actor.of(guest.member()), locked.id());
            remarks.write(actor, locked, "said goodbye to a guest", "ended the invitation of " + guest.member().name(), "");
        } else {
            memberships.remove(project, Role.OWNER, guest.member().id());
        }
        jdbc.sql("delete from guest where id = :id").param("id", guest.id()).update();
    }

    private void check(LocalDate lastDay) {
        if (lastDay.isBefore(today())) throw Problem.invalid("until", "lies behind");
        if (lastDay.isAfter(today().plusDays(LONGEST_DAYS))) throw Problem.invalid("until", "is more than a year away");
    }

    /// The guest with this address, made if there is none.
    private Member guest(Actor actor, String email, String name) {
        var address = email.strip();
        var known = members.findByEmail(address);
        if (known.isPresent() && !known.get().external()) {
            throw Problem.invalid("email", "is " + known.get().name() + "’s, who has an account here: mention @" + known.get().username());
        }
        if (known.isPresent()) {
            if (!known.get().active()) throw Problem.invalid("email", "is that of somebody who is shut out");
            return known.get();
        }
        if (!Members.isAddress(address)) throw Problem.invalid("email", "is no mail address");
        var called = name.isBlank() ? address.substring(0, address.indexOf('@')) : name.strip();
        var member = members.create(new Members.Draft(
                username(address), called + Guest.MARK, address, ZoneId.of("Etc/UTC"), false, true, null));
        // Somebody without hours here is told at once, as of any other mail.
        wishes.tell(member.id(), "as_it_happens");
        return member;
    }

    private String username(String address) {
        var plain = address.substring(0, address.indexOf('@')).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var wished = (plain.isEmpty() ? "somebody" : plain.substring(0, Math.min(plain.length(), 60))) + "-guest";
        var name = wished;
        for (int next = 2; Namespace.complaintFirst(name) != null || namespaces.find(name).isPresent(); next++) name = wished + "-" + next;
        return name;
    }

    private void put(Actor actor, Member member, @Nullable Long issuable, @Nullable Long project, LocalDate lastDay) {
        jdbc.sql("""
                insert into guest (member_id, issuable_id, project_id, inviter_id, last_day, created_at)
                values (:member, :issuable, :project, :inviter, :last, :now)
                on conflict (member_id, issuable_id, project_id) do update set inviter_id = excluded.inviter_id, last_day = excluded.last_day
                """)
                .param("member", member.id()).param("issuable", issuable, Types.BIGINT).param("project", project, Types.BIGINT)
                .param("inviter", actor.id()).param("last", lastDay).param("now", Timestamp.from(clock.instant())).update();
    }

    private static final String SELECT = """
            select guest.*, inviter.name as inviter from guest join member inviter on inviter.id = guest.inviter_id
            """;

    private Guest find(long member, @Nullable Long issuable, @Nullable Long project) {
        return read(jdbc.sql(SELECT + " where guest.member_id = :member and guest.issuable_id is not distinct from :issuable"
                        + " and guest.project_id is not distinct from :project")
                .param("member", member).param("issuable", issuable, Types.BIGINT).param("project", project, Types.BIGINT)).getFirst();
    }

    Optional<Guest> find(long id) {
        return read(jdbc.sql(SELECT + " where guest.id = :id").param("id", id)).stream().findFirst();
    }

    /// Whom this link is for, while it opens something: their own, or that of a letter about the issue, with the key they answer by.
    @Transactional(readOnly = true)
    Guest open(String secret) {
        var sent = keys.find(secret);
        var asked = sent.isPresent()
                ? jdbc.sql(SELECT + " where guest.member_id = :member and guest.issuable_id = :issuable")
                        .param("member", sent.get().memberId()).param("issuable", sent.get().issuableId(), Types.BIGINT)
                : jdbc.sql(SELECT + " where guest.hash = :hash").param("hash", Secrets.hash(secret));
        return read(asked).stream()
                .filter(guest -> !guest.over(today()) && guest.member().active()).findFirst()
                .orElseThrow(() -> new Problem(404, "This link opens nothing any more. Ask whoever invited you for another."));
    }

    /// Those in a project as a whole or in an issue of it, whose time is not over.
    @Transactional(readOnly = true)
    List<Guest> in(Project project) {
        return read(jdbc.sql(SELECT + """
                 where (guest.project_id = :project or guest.issuable_id in (select id from issuable where project_id = :project))
                   and guest.last_day >= :today order by guest.id limit 500
                """).param("project", project.id()).param("today", today()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<Guest> read(JdbcClient.StatementSpec statement) {
        record Row(long id, long member, @Nullable Long issuable, @Nullable Long project, long inviterId, String inviter, LocalDate last) {}
        var rows = statement.query((row, number) -> new Row(
                row.getLong("id"), row.getLong("member_id"), row.getObject("issuable_id", Long.class), row.getObject("project_id", Long.class),
                row.getLong("inviter_id"), row.getString("inviter"), row.getObject("last_day", LocalDate.class))).list();
        Map<Long, Member> people = members.byIds(rows.stream().map(Row::member).toList());
        return rows.stream().flatMap(row -> Optional.ofNullable(people.get(row.member())).stream().map(member -> new Guest(
                row.id(), member, row.issuable(), row.project(), row.inviterId(), row.inviter(), row.last()))).toList();
    }
}
