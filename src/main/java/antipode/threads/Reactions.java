package antipode.threads;

import antipode.markdown.Emoji;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How people feel about a thing or a comment. It passes no turn and tells nobody.
@Component
public class Reactions {

    private static final String SELECT = """
            select r.id, r.comment_id, r.name emoji, r.created_at,
                   m.id member_id, m.username member_username, m.name member_name, m.zone member_zone, m.picture member_picture
            from reaction r join member m on m.id = r.member_id
            """;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Notes notes;
    private final Rights rights;
    private final Clock clock;

    Reactions(JdbcClient jdbc, Threads threads, Notes notes, Rights rights, Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.notes = notes;
        this.rights = rights;
        this.clock = clock;
    }

    /// One person's reaction.
    ///
    /// @param commentId nothing for the thing itself
    record Award(long id, @Nullable Long commentId, String name, Person by, Instant at) {}

    /// Up and down, as GitLab counts them.
    public record Votes(int up, int down) {

        public static final Votes NONE = new Votes(0, 0);
    }

    /// Reacts; what stands already is refused.
    ///
    /// @param comment nothing for the thing itself
    @Transactional
    public long react(Actor actor, Issuable issuable, @Nullable Long comment, String name) {
        Emoji emoji = emoji(name);
        Issuable locked = enter(actor, issuable, comment);
        return jdbc.sql("""
                        insert into reaction (issuable_id, comment_id, member_id, name, created_at)
                        values (:issuable, :comment, :member, :name, :now) on conflict do nothing returning id""")
                .param("issuable", locked.id())
                .param("comment", comment, Types.BIGINT)
                .param("member", actor.id())
                .param("name", emoji.name())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.conflict("You have reacted so already."));
    }

    /// Reacts, or takes the same reaction back.
    @Transactional
    public void toggle(Actor actor, Issuable issuable, @Nullable Long comment, String name) {
        Emoji emoji = emoji(name);
        Issuable locked = enter(actor, issuable, comment);
        int taken = jdbc.sql("""
                        delete from reaction where issuable_id = :issuable and comment_id is not distinct from :comment
                          and member_id = :member and name = :name""")
                .param("issuable", locked.id())
                .param("comment", comment, Types.BIGINT)
                .param("member", actor.id())
                .param("name", emoji.name())
                .update();
        if (taken == 0) {
            react(actor, locked, comment, name);
        }
    }

    private Issuable enter(Actor actor, Issuable issuable, @Nullable Long comment) {
        Issuable locked = threads.lock(issuable.id());
        rights.requireSpeaker(actor, locked);
        if (comment != null) {
            notes.comment(locked.id(), comment);
        }
        return locked;
    }

    private static Emoji emoji(String name) {
        return Emoji.of(name).orElseThrow(() -> Problem.invalid("name", "is not a valid emoji name"));
    }

    /// Takes one's own reaction back.
    @Transactional
    void withdraw(Actor actor, Award award) {
        if (!actor.is(award.by().id())) {
            throw Problem.refused("Only whoever reacted takes it back.");
        }
        jdbc.sql("delete from reaction where id = :id").param("id", award.id()).update();
    }

    /// Every reaction on a page, by comment; under 0 those on the thing itself. One question.
    Map<Long, List<Reaction>> on(Issuable issuable, Actor reader) {
        Map<Long, List<Reaction>> found = new HashMap<>();
        jdbc.sql("""
                        select coalesce(r.comment_id, 0) comment, r.name, count(*) times,
                               coalesce(bool_or(r.member_id = :reader), false) mine,
                               (array_agg(split_part(m.name, ' ', 1) order by r.id))[1\\:8] who
                        from reaction r join member m on m.id = r.member_id
                        where r.issuable_id = :issuable
                        group by 1, 2 order by min(r.id)""")
                .param("issuable", issuable.id())
                .param("reader", reader.idOrNull(), Types.BIGINT)
                .query(row -> {
                    found.computeIfAbsent(row.getLong("comment"), _ -> new ArrayList<>())
                            .add(new Reaction(
                                    row.getString("name"), row.getInt("times"), row.getBoolean("mine"),
                                    List.of((String[]) row.getArray("who").getArray())));
                });
        return found;
    }

    /// Those of a thing or of one of its comments, oldest first.
    List<Award> of(Issuable issuable, @Nullable Long comment) {
        return jdbc.sql(SELECT + """
                        where r.issuable_id = :issuable and r.comment_id is not distinct from cast(:comment as bigint)
                        order by r.id""")
                .param("issuable", issuable.id())
                .param("comment", comment, Types.BIGINT)
                .query(Reactions::award)
                .list();
    }

    Optional<Award> find(Issuable issuable, @Nullable Long comment, long id) {
        return jdbc.sql(SELECT + """
                        where r.issuable_id = :issuable and r.comment_id is not distinct from cast(:comment as bigint)
                          and r.id = :id""")
                .param("issuable", issuable.id())
                .param("comment", comment, Types.BIGINT)
                .param("id", id)
                .query(Reactions::award)
                .optional();
    }

    /// Thumbs up and down on many things, in one question.
    public Map<Long, Votes> votes(Collection<Long> issuables) {
        Map<Long, Votes> votes = new HashMap<>();
        jdbc.sql("""
                        select issuable_id, count(*) filter (where name = 'thumbsup') up,
                               count(*) filter (where name = 'thumbsdown') down
                        from reaction where issuable_id = any (:ids) and comment_id is null group by issuable_id""")
                .param("ids", issuables.toArray(Long[]::new))
                .query(row -> {
                    votes.put(row.getLong("issuable_id"), new Votes(row.getInt("up"), row.getInt("down")));
                });
        return votes;
    }

    private static Award award(ResultSet row, int number) throws SQLException {
        return new Award(
                row.getLong("id"),
                row.getObject("comment_id", Long.class),
                row.getString("emoji"),
                Threads.person(row, "member_"),
                row.getTimestamp("created_at").toInstant());
    }
}
