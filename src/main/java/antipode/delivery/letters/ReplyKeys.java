package antipode.delivery.letters;

import antipode.mail.Enclosure;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Secrets;
import antipode.threads.Threads;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The keys in reply addresses: each is one reader's, for one thread. It is made as the letter leaves; only its hash is
/// kept. What it opens is asked anew whenever it comes back, so it dies with what its reader may see.
@Component
public class ReplyKeys implements Enclosure {

    static final String NAME = "reply-key";

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Members members;
    private final Threads threads;
    private final Clock clock;
    private final TransactionTemplate apart;

    ReplyKeys(JdbcClient jdbc, Members members, Threads threads, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.members = members;
        this.threads = threads;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// What a letter's header [Enclosure#HEADER] says: whom it goes to, and which thread it is about.
    public static String header(Member reader, @Nullable Long issuable, @Nullable Long note) {
        return NAME + " " + reader.id() + " " + part(issuable, note);
    }

    /// How a letter about many threads names one of them, see [Enclosure#place].
    public static String part(@Nullable Long issuable, @Nullable Long note) {
        return (issuable == null ? "-" : issuable) + "." + (note == null ? "-" : note);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String written(String about) {
        String[] words = about.split(" ", 2);
        return make(sent(Long.parseLong(words[0]), words[1]));
    }

    @Override
    public Map<String, String> written(String about, Collection<String> parts) {
        String[] words = about.split(" ", 2);
        long member = Long.parseLong(words[0]);
        Map<String, String> keys = new HashMap<>();
        // Apart from the sending: a letter that arrived though the mail server never said so can be answered as well.
        apart.executeWithoutResult(_ -> parts.forEach(
                part -> keys.put(part, make(sent(member, part.isEmpty() ? words[1] : part)))));
        return keys;
    }

    private static SentNotification sent(long member, String part) {
        String[] ids = part.split("\\.", 2);
        return new SentNotification(member, number(ids[0]), number(ids[1]));
    }

    private static @Nullable Long number(String word) {
        return word.equals("-") ? null : Long.valueOf(word);
    }

    /// Whoever may no longer see the thread, or isn't here any more, is told nothing of it.
    @Override
    public boolean due(String about) {
        String[] words = about.split(" ", 2);
        SentNotification sent = sent(Long.parseLong(words[0]), words[1]);
        Member reader = members.find(sent.memberId()).orElse(null);
        return reader != null
                && reader.active()
                && (sent.issuableId() == null || threads.sees(Actor.of(reader), sent.issuableId()));
    }

    /// Makes a key, in letters that no mail server changes.
    @Transactional
    public String make(SentNotification sent) {
        String key = random();
        jdbc.sql("""
                        insert into sent_notification (hash, member_id, issuable_id, note_id, created_at)
                        values (:hash, :member, :issuable, :note, :now)""")
                .param("hash", Secrets.hash(key))
                .param("member", sent.memberId())
                .param("issuable", sent.issuableId(), Types.BIGINT)
                .param("note", sent.noteId(), Types.BIGINT)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return key;
    }

    /// A secret of 160 bits that can stand in a mail address.
    public static String random() {
        StringBuilder key = new StringBuilder(LENGTH);
        for (int at = 0; at < LENGTH; at++) {
            key.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }

    /// What the key was sent with, unless it was revoked; what its reader may do there is another question.
    public Optional<SentNotification> find(String key) {
        return looksLikeKey(key)
                ? jdbc.sql("""
                                select member_id, issuable_id, note_id from sent_notification
                                where hash = :hash and revoked_at is null""")
                        .param("hash", Secrets.hash(key))
                        .query((row, _) -> new SentNotification(
                                row.getLong("member_id"),
                                row.getObject("issuable_id", Long.class),
                                row.getObject("note_id", Long.class)))
                        .optional()
                : Optional.empty();
    }

    public static boolean looksLikeKey(String key) {
        return key.length() == LENGTH && key.chars().allMatch(sign -> ALPHABET.indexOf(sign) >= 0);
    }

    /// From now on none of the addresses a member was sent can be answered.
    ///
    /// @return how many there were
    @Transactional
    public int revokeAll(Actor actor) {
        return jdbc.sql("update sent_notification set revoked_at = :now where member_id = :member and revoked_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("member", actor.id())
                .update();
    }

    /// How many addresses a member could answer.
    public long count(Actor actor) {
        return jdbc.sql("select count(*) from sent_notification where member_id = :member and revoked_at is null")
                .param("member", actor.id())
                .query(Long.class)
                .single();
    }

    /// Forgets keys that are older than this.
    @Transactional
    public void forget(Duration after) {
        jdbc.sql("delete from sent_notification where created_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(after)))
                .update();
    }
}
