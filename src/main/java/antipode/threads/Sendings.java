package antipode.threads;

import antipode.people.Actor;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Does what a form asks for once, however often the same form is sent with the same words: by two clicks, by a reload, or
/// again after a connection broke before the answer came. Each form carries its own key.
@Component
public class Sendings {

    private static final int LONGEST_KEY = 100;

    private final JdbcClient jdbc;
    private final Aftermath aftermath;
    private final Clock clock;

    Sendings(JdbcClient jdbc, Aftermath aftermath, Clock clock) {
        this.aftermath = aftermath;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A new key for a form.
    public static String key() {
        return UUID.randomUUID().toString();
    }

    /// Does it, and leads to what came of it; or leads there again. Whoever sends the same at the same moment waits for the
    /// first to be done.
    @Transactional
    public Redirect once(Actor actor, HttpServletRequest request, Supplier<QuickActions.Done> work) {
        return leading(actor, request, () -> aftermath.redirect(actor, work.get()));
    }

    /// The same for work that says itself where it leads.
    @Transactional
    public Redirect leading(Actor actor, HttpServletRequest request, Supplier<Redirect> work) {
        String key = request.getParameter("once");
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            return work.get();
        }
        String words = digest(request);
        int fresh = jdbc.sql("""
                        insert into sending (member_id, key, words, path, sent_at) values (:member, :key, :words, '', :now)
                        on conflict do nothing""")
                .param("member", actor.id())
                .param("key", key)
                .param("words", words)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (fresh == 0) {
            return Redirect.to(jdbc.sql(
                            "select path from sending where member_id = :member and key = :key and words = :words")
                    .param("member", actor.id())
                    .param("key", key)
                    .param("words", words)
                    .query(String.class)
                    .single());
        }
        Redirect there = work.get();
        jdbc.sql("update sending set path = :path where member_id = :member and key = :key and words = :words")
                .param("path", there.path())
                .param("member", actor.id())
                .param("key", key)
                .param("words", words)
                .update();
        return there;
    }

    /// Of all that was sent: other words under the same key are another deed.
    private static String digest(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(request.getParameterMap())
                    .forEach((name, values) ->
                            digest.update((name + Arrays.toString(values) + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// Forgets what nobody sends again.
    @Transactional
    void forget(Duration after) {
        Instant before = clock.instant().minus(after);
        jdbc.sql("delete from sending where sent_at < :before").param("before", Timestamp.from(before)).update();
    }
}
