package antipode.capacity.slack;

import antipode.capacity.Capacities;
import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.database.Seals;
import antipode.jobs.Schedules;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.people.Member;
import antipode.people.Members;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The accounts at Slack that hear of their owners' capacity. A change puts a row into the outbox, one after the other for
/// each member; what is sent is what holds when it leaves. A status of their own that we never set is left alone.
@Component
public class SlackLinks implements OutboxConsumer {

    static final String NAME = "slack";

    private static final String PURPOSE = "slack";
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final SlackApi slack;
    private final Seals seals;
    private final Capacities capacities;
    private final Members members;
    private final Outbox outbox;
    private final Schedules schedules;
    private final Letters letters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SlackLinks(
            JdbcClient jdbc, SlackApi slack, Seals seals, Capacities capacities, Members members, Outbox outbox, Schedules schedules,
            Letters letters, Clock clock, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.slack = slack;
        this.seals = seals;
        this.capacities = capacities;
        this.members = members;
        this.outbox = outbox;
        this.schedules = schedules;
        this.letters = letters;
        this.clock = clock;
    }

    record Push(long member) {}

    private record Kept(String token, boolean silences, @Nullable SlackStatus told) {}

    public Optional<SlackLink> of(long member) {
        return jdbc.sql("select * from slack_link where member_id = :member")
                .param("member", member)
                .query((row, _) -> new SlackLink(
                        member, row.getString("workspace"), !row.getString("token").isEmpty(), row.getBoolean("silences"),
                        instant(row.getObject("told_at", OffsetDateTime.class)), row.getString("problem")))
                .optional();
    }

    /// Asks Slack whose the token is, and keeps it sealed.
    ///
    /// @param token of a user, with the scopes users.profile:write and dnd:write
    public SlackLink connect(Member member, String token, boolean silences) {
        var plain = token.strip();
        if (!plain.matches("xox[a-z]?[.-][A-Za-z0-9.-]{5,400}")) {
            throw Problem.invalid("token", "That is no token of a user; it begins with xoxp-.");
        }
        String workspace;
        try {
            workspace = slack.call(plain, "auth.test", Map.of()).path("team").asString("Slack");
        } catch (SlackApi.Over | SlackApi.Never refused) {
            throw Problem.invalid("token", "Slack doesn’t take this token (" + refused.getMessage() + ").");
        } catch (SlackApi.TooOften | SlackApi.Failed later) {
            throw Problem.invalid("token", "Slack can’t be asked right now. Try it again a little later.");
        }
        transaction.executeWithoutResult(
                _ -> keep(member.id(), plain, workspace.substring(0, Math.min(100, workspace.length())), silences));
        return of(member.id()).orElseThrow();
    }

    private void keep(long member, String token, String workspace, boolean silences) {
        jdbc.sql("""
                        insert into slack_link (member_id, token, workspace, silences, connected_at)
                        values (:member, :token, :workspace, :silences, :now)
                        on conflict (member_id) do update set token = excluded.token, workspace = excluded.workspace,
                            silences = excluded.silences, told = null, told_at = null, problem = null, connected_at = excluded.connected_at""")
                .param("member", member)
                .param("token", seals.seal(PURPOSE, token))
                .param("workspace", workspace)
                .param("silences", silences)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        put(member);
    }

    /// Takes back what we said there, if Slack still listens, and forgets the token.
    @Transactional
    public void disconnect(long member) {
        kept(member).ifPresent(kept -> {
            if (kept.told != null) {
                try {
                    tell(kept, SlackStatus.NONE, clock.instant());
                } catch (SlackApi.TooOften | SlackApi.Over | SlackApi.Never | SlackApi.Failed tooLate) {
                    // It ends there by itself, or by its owner's hand.
                }
            }
        });
        schedules.cancel(NAME, Long.toString(member));
        jdbc.sql("delete from slack_link where member_id = :member").param("member", member).update();
    }

    @EventListener
    void changed(Capacities.Changed changed) {
        if (of(changed.member()).filter(SlackLink::connected).isPresent()) {
            put(changed.member());
        }
    }

    /// A time has come at which it may be another one.
    @Transactional
    void due(long member) {
        put(member);
    }

    private void put(long member) {
        outbox.put(NAME, Long.toString(member), new Push(member));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void accept(OutboxRow row) {
        long member = row.payload(Push.class).member();
        var kept = kept(member).orElse(null);
        if (kept == null || members.find(member).filter(Member::active).isEmpty()) {
            return;
        }
        var now = clock.instant();
        var capacity = capacities.of(member, now);
        var wished = SlackStatus.of(capacity, kept.silences, now);
        try {
            var told = tell(kept, wished, now);
            jdbc.sql("update slack_link set told = :told, told_at = :now, problem = null where member_id = :member")
                    .param("told", told == null ? null : JSON.writeValueAsString(told), Types.VARCHAR)
                    .param("now", Timestamp.from(now))
                    .param("member", member)
                    .update();
        } catch (SlackApi.TooOften wait) {
            outbox.put(NAME, Long.toString(member), new Push(member), now.plus(wait.pause()));
            return;
        } catch (SlackApi.Over over) {
            revoked(member, row.id());
            return;
        } catch (SlackApi.Never refused) {
            problem(member, "Slack didn’t take it (" + refused.getMessage() + ").");
        }
        next(member, capacity.until(), wished, now).ifPresent(at -> schedules.at(NAME, Long.toString(member), at, new Push(member)));
    }

    /// What stands there then; nothing if nothing of ours does.
    private @Nullable SlackStatus tell(Kept kept, SlackStatus wished, Instant now)
            throws SlackApi.TooOften, SlackApi.Over, SlackApi.Never {
        var before = kept.told == null || kept.told.overAt(now) ? null : kept.told;
        boolean showed = before != null && !before.nothing();
        if (wished.nothing() ? showed : !wished.shownAs(before)) {
            slack.call(kept.token, "users.profile.set", Map.of("profile", Map.of(
                    "status_text", wished.text(), "status_emoji", wished.emoji(), "status_expiration", wished.expiration())));
        }
        long silentUntil = kept.told == null ? 0 : kept.told.silentUntil();
        boolean silent = silentUntil > now.getEpochSecond();
        if (wished.silentUntil() == 0) {
            if (silent) {
                try {
                    slack.call(kept.token, "dnd.endSnooze", Map.of());
                } catch (SlackApi.Never notActive) {
                    // It has ended already.
                }
            }
        } else if (!silent || Math.abs(silentUntil - wished.silentUntil()) > 60) {
            long minutes = Math.max(1, Math.ceilDiv(wished.silentUntil() - now.getEpochSecond(), 60));
            slack.call(kept.token, "dnd.setSnooze", Map.of("num_minutes", minutes));
        }
        return wished.nothing() ? null : wished;
    }

    /// When it may be another one by itself: at its end, at the next busy time, or before a silence without end runs out.
    private Optional<Instant> next(long member, @Nullable Instant until, SlackStatus status, Instant now) {
        var busy = jdbc.sql("""
                        select min(busy.starts_at) from linked_calendar join busy on busy.calendar_id = linked_calendar.id
                        where linked_calendar.member_id = :member and linked_calendar.shown and busy.kind <> 'tentative'
                          and busy.starts_at > :now""")
                .param("member", member)
                .param("now", Timestamp.from(now))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        var silence = status.silentUntil() > 0 && status.expiration() == 0
                ? Optional.of(Instant.ofEpochSecond(status.silentUntil()).minus(Duration.ofHours(1)))
                : Optional.<Instant>empty();
        return Stream.of(Optional.ofNullable(until), busy, silence)
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }

    /// Disconnected from the other side: told on the page and by letter, once.
    private void revoked(long member, long row) {
        jdbc.sql("update slack_link set token = '', told = null, problem = :problem where member_id = :member")
                .param("problem", "Slack no longer takes the token, so it is disconnected: connect it again with a new one.")
                .param("member", member)
                .update();
        schedules.cancel(NAME, Long.toString(member));
        members.find(member).ifPresent(one -> letters.post(new Letter(
                "slack-" + member + "-" + row, one.email(), one.name(), "Slack is disconnected",
                "Hello " + one.name() + ",\n\nSlack no longer takes the token you gave us, so your capacity isn't shown there any more.\n"
                        + "To connect it again, give a new one under Settings, Capacity.\n",
                "<p>Slack no longer takes the token you gave us, so your capacity isn’t shown there any more.</p>"
                        + "<p>To connect it again, give a new one under Settings, Capacity.</p>",
                Map.of())));
    }

    private void problem(long member, String sentence) {
        jdbc.sql("update slack_link set problem = :problem where member_id = :member")
                .param("problem", sentence)
                .param("member", member)
                .update();
    }

    private Optional<Kept> kept(long member) {
        record Row(String token, boolean silences, @Nullable String told) {}
        var row = jdbc.sql("select token, silences, told from slack_link where member_id = :member and token <> '' for no key update")
                .param("member", member)
                .query((one, _) -> new Row(one.getString("token"), one.getBoolean("silences"), one.getString("told")))
                .optional();
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var token = seals.open(PURPOSE, row.get().token);
        if (token.isEmpty()) {
            problem(member, "What opened it can’t be read here any more, as the key has changed: connect it again.");
            return Optional.empty();
        }
        return Optional.of(new Kept(
                token.get(), row.get().silences, row.get().told == null ? null : JSON.readValue(row.get().told, SlackStatus.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
