package antipode.delivery;

import antipode.delivery.letters.ReplyKeys;
import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.ReplyAddress;
import antipode.people.Member;
import antipode.web.PublicAddress;
import antipode.web.Times;
import antipode.threads.ToldPlaces;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Several notices in one letter. Of a day or a week that begins there is one for each date of its reader's calendar, which
/// the database holds to.
@Component
class Digests {

    private final Letters letters;
    private final ChatPost chat;
    private final JdbcClient jdbc;
    private final PublicAddress address;
    private final ReplyAddress replies;
    private final ToldPlaces places;

    Digests(
            Letters letters, ChatPost chat, JdbcClient jdbc, ReplyAddress replies, ToldPlaces places,
            PublicAddress address) {
        this.letters = letters;
        this.replies = replies;
        this.places = places;
        this.chat = chat;
        this.jdbc = jdbc;
        this.address = address;
    }

    /// Writes one.
    ///
    /// @param count of how many notices it tells, those included that it has no place to name
    /// @param date  of the day or week that has begun; nothing where only hours have
    /// @param room  their chat, if they have one
    /// @return its id
    @Transactional(propagation = Propagation.MANDATORY)
    public long write(
            Member reader, Planning.Planned planned, List<Notice> told, int count, @Nullable LocalDate date,
            @Nullable ChatRoom room, Instant now) {
        Digest digest = new Digest(
                reader,
                date == null ? Digest.Occasion.HOURS
                        : planned.wish().mode() == Mode.WEEKLY ? Digest.Occasion.WEEK : Digest.Occasion.DAY,
                told, places.of(told.stream().map(Notice::noteId).filter(Objects::nonNull).toList()), count, ChatRooms.trouble(room), new Times(now, planned.schedule().zoneAt(now)), address.base(), replies);
        Channel channel = channel(planned, room);
        Long message = channel == Channel.CHAT ? chat.post(reader.id(), ChatText.of(digest)) : null;
        Long letter = channel == Channel.MAIL ? letter(reader, digest, date) : null;
        return jdbc.sql("""
                        insert into digest (member_id, date, channel, mail_id, chat_id, created_at)
                        values (:member, :date, :channel, :mail, :chat, :now) returning id""")
                .param("member", reader.id())
                .param("date", date, Types.DATE)
                .param("channel", channel.key())
                .param("mail", letter, Types.BIGINT)
                .param("chat", message, Types.BIGINT)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /// By which way they are told now.
    static Channel channel(Planning.Planned planned, @Nullable ChatRoom room) {
        return planned.wish().channel() == Channel.CHAT && room != null && room.works() ? Channel.CHAT : Channel.MAIL;
    }

    private long letter(Member reader, Digest digest, @Nullable LocalDate date) {
        return letters.post(new Letter(
                "digest-" + reader.id() + "-" + (date == null ? "told" : date) + "-" + digest.notices().getLast().id(),
                reader.email(),
                reader.name(),
                digest.subject(),
                digest.text(),
                digest.html(),
                headers(reader, digest.notices())));
    }

    private Map<String, String> headers(Member reader, List<Notice> notices) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Id", "Antipode <digest." + reader.id() + ".antipode>");
        headers.put("List-Archive", "<" + address.link("/-/notices") + ">");
        headers.put("X-Antipode-Reason", "digest");
        // Where a header is about one thing, it is about what the letter tells if that is one.
        boolean needed = notices.stream().anyMatch(notice -> notice.kind() == Notice.Kind.NEEDS_YOU);
        headers.put("X-Antipode-Needs-You", needed ? "yes" : "no");
        one(notices, notice -> notice.reason().word()).ifPresent(reason -> headers.put("X-GitLab-NotificationReason", reason));
        one(notices, notice -> notice.reason().github()).ifPresent(reason -> headers.put("X-GitHub-Reason", reason));
        one(notices, notice -> notice.issuable().projectPath()).ifPresent(path -> headers.put("X-GitLab-Project-Path", path));
        one(notices, notice -> String.valueOf(notice.issuable().projectId())).ifPresent(id -> headers.put("X-GitLab-Project-Id", id));
        headers.put("X-GitHub-Recipient", reader.username());
        headers.put("X-GitHub-Recipient-Address", reader.email());
        headers.put(Enclosure.HEADER, ReplyKeys.header(reader, null, null));
        headers.put("Precedence", "list");
        headers.put("List-Unsubscribe", "<" + address.link("/-/sent_notifications/" + Enclosure.PLACE + "/unsubscribe") + ">"
                + replies.of(Enclosure.PLACE + "-unsubscribe").map(mail -> ", <mailto:" + mail + ">").orElse(""));
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return headers;
    }

    /// What is the same for all of them, if it is.
    private static Optional<String> one(List<Notice> notices, Function<Notice, String> of) {
        List<String> all = notices.stream().map(of).distinct().limit(2).toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }
}
