package antipode.feeds;

import antipode.people.Actor;
import antipode.people.Introduction;
import antipode.people.Members;
import antipode.people.Secrets;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where feed addresses are kept. Of the secret in each only a hash is; it is told once.
@Component
public class FeedAddresses implements Introduction {

    static final String PREFIX = "glft-";

    private static final String COLUMNS = "id, member_id, kind, name, path, query, created_at, last_used_at, last_address";
    private static final int MOST = 200;
    private static final int LONGEST = 2000;
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    FeedAddresses(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /// A new address, and the one time that its secret is told.
    public record Issued(FeedAddress address, String token) {

        /// The whole address, from the root of the server.
        public String secret() {
            return address.address() + (address.query().isEmpty() ? "?" : "&") + "feed_token=" + token;
        }
    }

    /// Makes an address for what stands at this page, filtered as its query says.
    ///
    /// @param page path and query of the page, as in a link
    @Transactional
    public Issued create(Actor actor, FeedAddress.Kind kind, String name, String page) {
        String line = name.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (line.isEmpty()) {
            throw Problem.invalid("name", "can't be blank");
        }
        if (line.length() > 255) {
            throw Problem.invalid("name", "is too long (maximum is 255 characters)");
        }
        if (page.length() > LONGEST) {
            throw Problem.invalid("page", "is too long (maximum is " + LONGEST + " characters)");
        }
        if (of(actor.id()).size() >= MOST) {
            throw Problem.invalid("name", "would be one feed too many: you have " + MOST + ". Revoke one that you don't read");
        }
        int query = page.indexOf('?');
        String token = Secrets.token(PREFIX);
        FeedAddress address = jdbc.sql("""
                        insert into feed_address (member_id, kind, name, path, query, hash, created_at)
                        values (:member, :kind, :name, :path, :query, :hash, :now) returning\s""" + COLUMNS)
                .param("member", actor.id())
                .param("kind", kind.key())
                .param("name", line)
                .param("path", (query < 0 ? page : page.substring(0, query)) + "." + kind.key())
                .param("query", FeedQuery.of(query < 0 ? null : page.substring(query + 1)).filters())
                .param("hash", Secrets.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query(FeedAddresses::read)
                .single();
        return new Issued(address, token);
    }

    /// Whose address this is. One that was changed, was revoked or whose member may not come any more opens nothing.
    @Override
    @Transactional
    public Optional<Actor> of(HttpServletRequest request) {
        FeedQuery asked = FeedQuery.of(request.getQueryString());
        if (asked.token() == null) {
            return Optional.empty();
        }
        FeedAddress address = !Secrets.looksLikeToken(PREFIX, asked.token())
                ? null
                : jdbc.sql("select " + COLUMNS + " from feed_address where hash = :hash")
                        .param("hash", Secrets.hash(asked.token()))
                        .query(FeedAddresses::read)
                        .optional()
                        .orElse(null);
        if (address == null || !address.opens(request.getRequestURI(), asked.filters())) {
            throw closed();
        }
        Actor reader = members.find(address.memberId())
                .filter(member -> member.active())
                .map(member -> new Actor(member, Set.of(Actor.FEED), -address.id()))
                .orElseThrow(FeedAddresses::closed);
        noteUse(address, request.getRemoteAddr());
        return Optional.of(reader);
    }

    private static Problem closed() {
        return new Problem(401, "This address opens nothing, or not any more. Subscribe again where the list is.");
    }

    /// A member's, the newest first.
    @Transactional(readOnly = true)
    public List<FeedAddress> of(long member) {
        return jdbc.sql("select " + COLUMNS + " from feed_address where member_id = :member order by id desc")
                .param("member", member)
                .query(FeedAddresses::read)
                .list();
    }

    /// One of the actor's own.
    @Transactional(readOnly = true)
    public FeedAddress find(Actor actor, long id) {
        return of(actor.id()).stream()
                .filter(address -> address.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Feed"));
    }

    /// From now on it opens nothing.
    @Transactional
    public FeedAddress revoke(Actor actor, long id) {
        FeedAddress address = find(actor, id);
        jdbc.sql("delete from feed_address where id = :id").param("id", address.id()).update();
        return address;
    }

    @Transactional
    public int revokeAll(Actor actor) {
        return jdbc.sql("delete from feed_address where member_id = :member").param("member", actor.id()).update();
    }

    private void noteUse(FeedAddress address, String place) {
        Instant now = clock.instant();
        Instant last = address.lastUsedAt();
        if (last == null || last.isBefore(now.minus(USED_EVERY)) || last.isAfter(now)) {
            jdbc.sql("update feed_address set last_used_at = :now, last_address = :place where id = :id")
                    .param("place", place)
                    .param("now", Timestamp.from(now))
                    .param("id", address.id())
                    .update();
        }
    }

    private static FeedAddress read(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new FeedAddress(
                row.getLong("id"),
                row.getLong("member_id"),
                FeedAddress.Kind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("path"),
                row.getString("query"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant(),
                row.getString("last_address"));
    }
}
