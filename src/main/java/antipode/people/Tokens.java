package antipode.people;

import antipode.web.Problem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Personal access tokens. Only a hash of each is kept; its text is shown once.
@Component
public class Tokens {

    private static final String COLUMNS = """
            token.id, token.member_id, token.name as token_name, token.scopes, token.expires_on, token.created_at as token_created_at,
            token.last_used_at, token.last_address, token.revoked_at
            """;
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A new token, and the one time its text is told.
    public record Issued(Token token, String text) {}

    @Transactional
    public Issued create(long memberId, String name, Collection<String> scopes, @Nullable LocalDate expiresOn) {
        if (name.isBlank()) throw Problem.invalid("name", "can't be blank");
        if (name.length() > 200) throw Problem.invalid("name", "can have at most 200 characters");
        if (scopes.isEmpty()) throw Problem.invalid("scopes", "can't be blank");
        if (!Token.SCOPES.containsAll(scopes)) throw Problem.invalid("scopes", "can only contain available scopes");
        if (expiresOn != null && !expiresOn.isAfter(today())) throw Problem.invalid("expires_at", "must be a day to come");
        var text = Secrets.token(Secrets.TOKEN_PREFIX);
        var token = jdbc.sql("""
                insert into token (member_id, name, hash, scopes, expires_on, created_at)
                values (:member, :name, :hash, :scopes, :expires, :now) returning\s""" + COLUMNS)
                .param("member", memberId).param("name", name.strip()).param("hash", Secrets.hash(text))
                .param("scopes", new LinkedHashSet<>(scopes).toArray(String[]::new))
                .param("expires", expiresOn).param("now", Timestamp.from(clock.instant()))
                .query(Tokens::read).single();
        return new Issued(token, text);
    }

    /// Who comes with this token, from nowhere in particular.
    public Actor authenticate(String text) {
        return authenticate(text, null);
    }

    /// Who comes with this token, and from which address. One that isn't known, was revoked or has expired is refused with 401, whatever it asks for.
    @Transactional
    public Actor authenticate(String text, @Nullable String address) {
        record Found(Token token, Member member) {}
        if (!Secrets.looksLikeToken(Secrets.TOKEN_PREFIX, text)) throw Problem.unauthorized();
        var found = jdbc.sql("select " + COLUMNS + ", " + Members.COLUMNS.replace("member.id", "member.id as owner") + """
                 from token join member on member.id = token.member_id where token.hash = :hash
                """)
                .param("hash", Secrets.hash(text))
                .query((row, number) -> new Found(read(row, number), Members.read(row, "owner")))
                .optional().orElseThrow(Problem::unauthorized);
        if (found.token().expired(today())) throw new Problem(401, "This token has expired. Make another in your settings.");
        if (found.token().revokedAt() != null) throw new Problem(401, "This token was revoked. Make another in your settings.");
        if (!found.member().active()) throw Problem.unauthorized();
        noteUse(found.token(), address);
        return new Actor(found.member(), found.token().scopes(), found.token().id());
    }

    @Transactional(readOnly = true)
    public Optional<Token> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from token where id = :id").param("id", id).query(Tokens::read).optional();
    }

    /// A member's, the newest first, the revoked too.
    @Transactional(readOnly = true)
    public List<Token> of(long memberId) {
        return jdbc.sql("select " + COLUMNS + " from token where member_id = :member order by id desc")
                .param("member", memberId).query(Tokens::read).list();
    }

    /// Everyone's, the newest first.
    @Transactional(readOnly = true)
    public List<Token> all() {
        return jdbc.sql("select " + COLUMNS + " from token order by id desc").query(Tokens::read).list();
    }

    @Transactional
    public void revoke(long id) {
        jdbc.sql("update token set revoked_at = :now where id = :id and revoked_at is null")
                .param("now", Timestamp.from(clock.instant())).param("id", id).update();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void noteUse(Token token, @Nullable String address) {
        var now = clock.instant();
        var last = token.lastUsedAt();
        if (last != null && last.isAfter(now.minus(USED_EVERY)) && !last.isAfter(now)) return;
        jdbc.sql("update token set last_used_at = :now, last_address = coalesce(:address, last_address) where id = :id")
                .param("address", address)
                .param("now", Timestamp.from(now)).param("id", token.id()).update();
    }

    private static Token read(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getLong("id"), row.getLong("member_id"), row.getString("token_name"), scopes(row.getArray("scopes")),
                row.getObject("expires_on", LocalDate.class), row.getTimestamp("token_created_at").toInstant(),
                instant(row.getTimestamp("last_used_at")), row.getString("last_address"), instant(row.getTimestamp("revoked_at")));
    }

    private static Set<String> scopes(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
