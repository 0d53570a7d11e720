package antipode.delivery;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What one was told, is about to be told, or was spared: our own, in GitLab's manner. Older ones with `before`.
@Api
@May(Who.MEMBER)
class NoticeApi {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Notices notices;
    private final Clock clock;

    NoticeApi(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /// @param kind     `needs you`, `decided` or `information`
    /// @param state    exactly one of `held`, `delivered`, `digested`, `dropped`
    /// @param reason   GitLab's word for why one hears of it
    /// @param whyMe    the same as a sentence
    /// @param rule     why at that moment, as a word
    /// @param whyNow   the same as a sentence, on the reader's clock
    record NoticeJson(
            long id,
            String kind,
            String state,
            String reason,
            String whyMe,
            String rule,
            String whyNow,
            String body,
            String targetType,
            String title,
            String reference,
            String targetUrl,
            String answerUrl,
            @Nullable UserJson author,
            @Nullable Long todoId,
            Instant createdAt,
            Instant heldUntil,
            @Nullable Instant settledAt,
            @Nullable String channel,
            @Nullable String messageId,
            @Nullable Long digestId,
            @Nullable String droppedBecause) {}

    @GetMapping("/notices")
    List<NoticeJson> list(Actor actor, Parameters parameters, Site site) {
        String state = parameters.oneOf("state", "held", "delivered", "digested", "dropped");
        long most = parameters.integer("per_page", USUAL);
        return notices
                .latest(
                        actor, state == null ? null : Notice.State.of(state), Math.max(0, parameters.integer("before", 0)),
                        Math.toIntExact(Math.clamp(most, 1, MOST)))
                .stream()
                .map(notice -> json(actor, notice, site))
                .toList();
    }

    @GetMapping("/notices/{id}")
    NoticeJson show(@PathVariable long id, Actor actor, Site site) {
        return json(actor, notices.find(actor, id).orElseThrow(() -> Problem.notFound("Notice")), site);
    }

    private NoticeJson json(Actor actor, Notice notice, Site site) {
        return new NoticeJson(
                notice.id(), notice.kind().key(), notice.state().key(), notice.reason().word(), notice.why(),
                notice.rule().key(), notice.whenBecause(new Times(clock.instant(), actor.require().zone())), notice.sentence(),
                notice.issuable().kind().apiName(), notice.issuable().title(), notice.issuable().fullReference(),
                site.url(notice.path()), site.url(notice.answerPath()),
                notice.by() == null ? null : UserJson.of(notice.by(), site), notice.todoId(), notice.createdAt(), notice.heldUntil(),
                notice.settledAt(), notice.channel() == null ? null : notice.channel().key(), notice.messageId(), notice.digestId(),
                notice.because());
    }
}
