package antipode.invitations;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Secrets;
import antipode.projects.Role;
import antipode.web.Zones;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of invitations and of what they give.
@Component
class InvitationRows {

    private static final String SELECT = """
            select invitation.*, inviter.name as inviter from invitation join member inviter on inviter.id = invitation.inviter_id
            """;
    private static final int LISTED = 1000;

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    InvitationRows(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /// Writes one to an address down, or adds to the one that is open. One whose time is over gives nothing any more.
    long put(long inviter, Invitee invitee, boolean external, @Nullable Long link, Instant expires) {
        jdbc.sql("update invitation set revoked_at = expires_at where lower(email) = lower(:email) and revoked_at is null and uses = 0 and expires_at <= :now")
                .param("email", invitee.email()).param("now", Timestamp.from(clock.instant())).update();
        long id = jdbc.sql("""
                insert into invitation (email, name, username, zone, external, inviter_id, link_id, most_uses, created_at, expires_at)
                values (:email, :name, :username, :zone, :external, :inviter, :link, 1, :now, :expires)
                on conflict (lower(email)) where revoked_at is null and uses = 0 do update
                set name = excluded.name, username = excluded.username, zone = excluded.zone, inviter_id = excluded.inviter_id,
                    link_id = excluded.link_id, external = invitation.external and excluded.external, expires_at = excluded.expires_at
                returning id
                """)
                .param("email", invitee.email()).param("name", invitee.name()).param("username", invitee.username())
                .param("zone", invitee.zone() == null ? null : invitee.zone().getId(), Types.VARCHAR).param("external", external)
                .param("inviter", inviter).param("link", link, Types.BIGINT).param("now", Timestamp.from(clock.instant()))
                .param("expires", Timestamp.from(expires)).query(Long.class).single();
        invitee.gifts().forEach(gift -> give(id, gift));
        return id;
    }

    long link(long inviter, boolean external, int uses, Instant expires, List<Gift> gifts) {
        long id = jdbc.sql("""
                insert into invitation (external, inviter_id, most_uses, created_at, expires_at)
                values (:external, :inviter, :uses, :now, :expires) returning id
                """)
                .param("external", external).param("inviter", inviter).param("uses", uses)
                .param("now", Timestamp.from(clock.instant())).param("expires", Timestamp.from(expires)).query(Long.class).single();
        gifts.forEach(gift -> give(id, gift));
        return id;
    }

    void give(long id, Gift gift) {
        jdbc.sql("""
                insert into invitation_place (invitation_id, namespace_id, project_id, access_level, expires_at)
                values (:id, :team, :project, :level, :until)
                on conflict (invitation_id, namespace_id, project_id) do update
                set access_level = excluded.access_level, expires_at = excluded.expires_at
                """)
                .param("id", id).param("team", gift.place().teamId(), Types.BIGINT).param("project", gift.place().projectId(), Types.BIGINT)
                .param("level", gift.role().level()).param("until", gift.until(), Types.DATE).update();
    }

    /// A new secret, in the place of the one before.
    String secret(long id) {
        var secret = Secrets.random();
        jdbc.sql("update invitation set hash = :hash where id = :id").param("hash", Secrets.hash(secret)).param("id", id).update();
        return secret;
    }

    void extend(long id, Instant expires) {
        jdbc.sql("update invitation set expires_at = :expires where id = :id").param("expires", Timestamp.from(expires)).param("id", id).update();
    }

    /// A use of a link by somebody with an account is a row of its own, so that one sees who came.
    void accepted(Invitation invitation, Member member, Instant now) {
        if (!invitation.link()) {
            jdbc.sql("update invitation set accepted_by = :member, accepted_at = :now where id = :id")
                    .param("member", member.id()).param("now", Timestamp.from(now)).param("id", invitation.id()).update();
        } else {
            jdbc.sql("""
                    insert into invitation (email, external, inviter_id, link_id, most_uses, uses, created_at, expires_at, accepted_by, accepted_at)
                    values (:email, :external, :inviter, :link, 1, 1, :now, :expires, :member, :now)
                    """)
                    .param("email", member.email()).param("external", invitation.external()).param("inviter", invitation.inviterId())
                    .param("link", invitation.id()).param("now", Timestamp.from(now)).param("expires", Timestamp.from(invitation.expiresAt()))
                    .param("member", member.id()).update();
        }
    }

    Invitation find(long id) {
        return maybe(id).orElseThrow();
    }

    Optional<Invitation> maybe(long id) {
        return read(jdbc.sql(SELECT + " where invitation.id = :id").param("id", id)).stream().findFirst();
    }

    Optional<Invitation> bySecret(String secret) {
        return read(jdbc.sql(SELECT + " where invitation.hash = :hash").param("hash", Secrets.hash(secret))).stream().findFirst();
    }

    /// Those to a place, the newest first; to the workspace, all. What is long over is not among them.
    List<Invitation> to(Place place, Instant now) {
        return read(jdbc.sql(SELECT + """
                 where (:workspace or exists (select from invitation_place place where place.invitation_id = invitation.id
                          and (place.namespace_id = :team or place.project_id = :project)))
                   and coalesce(accepted_at, revoked_at, expires_at) > :since
                order by invitation.id desc limit\s""" + LISTED)
                .param("workspace", place.workspace()).param("team", place.teamId(), Types.BIGINT)
                .param("project", place.projectId(), Types.BIGINT)
                .param("since", Timestamp.from(now.minus(java.time.Duration.ofDays(90)))));
    }

    private List<Invitation> read(JdbcClient.StatementSpec statement) {
        var found = statement.query(InvitationRows::row).list();
        var gifts = gifts(found.stream().map(Row::id).toList());
        var accepted = members.byIds(found.stream().flatMap(row -> Optional.ofNullable(row.acceptedBy()).stream()).toList());
        return found.stream().map(row -> row.invitation(
                row.acceptedBy() == null ? null : accepted.get(row.acceptedBy()), gifts.getOrDefault(row.id(), List.of()))).toList();
    }

    private Map<Long, List<Gift>> gifts(Collection<Long> ids) {
        Map<Long, List<Gift>> gifts = new HashMap<>();
        if (ids.isEmpty()) return gifts;
        jdbc.sql("""
                select invitation_id, place.namespace_id, place.project_id, access_level, expires_at,
                    coalesce(namespace.full_path, project.full_path) as path, coalesce(namespace.name, project.name) as title
                from invitation_place place left join namespace on namespace.id = place.namespace_id
                    left join project on project.id = place.project_id
                where invitation_id = any(:ids) order by path
                """).param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> gifts.computeIfAbsent(row.getLong("invitation_id"), unused -> new ArrayList<>()).add(new Gift(
                        new Place(row.getString("path"), row.getString("title"), row.getObject("namespace_id", Long.class),
                                row.getObject("project_id", Long.class)),
                        Role.of(row.getInt("access_level")), row.getObject("expires_at", LocalDate.class))))
                .list();
        return gifts;
    }

    private record Row(long id, @Nullable Long acceptedBy, Invitation bare) {

        Invitation invitation(@Nullable Member member, List<Gift> gifts) {
            return new Invitation(
                    bare.id(), bare.email(), bare.name(), bare.username(), bare.zone(), bare.external(), bare.inviterId(), bare.inviter(),
                    bare.linkId(), bare.mostUses(), bare.uses(), bare.createdAt(), bare.expiresAt(), bare.revokedAt(), member,
                    bare.acceptedAt(), gifts);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var zone = row.getString("zone");
        return new Row(row.getLong("id"), row.getObject("accepted_by", Long.class), new Invitation(
                row.getLong("id"), row.getString("email"), row.getString("name"), row.getString("username"),
                zone == null ? null : Zones.kept(zone), row.getBoolean("external"), row.getLong("inviter_id"), row.getString("inviter"),
                row.getObject("link_id", Long.class), row.getInt("most_uses"), row.getInt("uses"),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant(), at(row, "revoked_at"), null,
                at(row, "accepted_at"), List.of()));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
