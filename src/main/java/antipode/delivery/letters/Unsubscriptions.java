package antipode.delivery.letters;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.threads.Subscriptions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stops what somebody no longer wants to be told by mail, named by the key of a letter.
@Component
public class Unsubscriptions {

    private final Members members;
    private final Subscriptions subscriptions;
    private final ApplicationEventPublisher publisher;

    Unsubscriptions(Members members, Subscriptions subscriptions, ApplicationEventPublisher publisher) {
        this.members = members;
        this.publisher = publisher;
        this.subscriptions = subscriptions;
    }

    /// Somebody wants no more letters of their day.
    public record NoMoreLetters(long member) {}

    /// Doing it again changes nothing.
    @Transactional
    public void stop(SentNotification sent) {
        Member member = members.find(sent.memberId()).orElse(null);
        if (member == null) {
            return;
        }
        if (sent.issuableId() == null) {
            publisher.publishEvent(new NoMoreLetters(member.id()));
        } else {
            subscriptions.unsubscribe(Actor.of(member), sent.issuableId());
        }
    }
}
