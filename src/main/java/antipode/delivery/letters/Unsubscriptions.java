package antipode.delivery.letters;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.threads.Subscriptions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stops what somebody no longer wants to be told by mail, named by the key of a letter.
@Component
public class Unsubscriptions {

    private final Members members;
    private final Subscriptions subscriptions;

    Unsubscriptions(Members members, Subscriptions subscriptions) {
        this.members = members;
        this.subscriptions = subscriptions;
    }

    /// Doing it again changes nothing.
    @Transactional
    public void stop(SentNotification sent) {
        Member member = members.find(sent.memberId()).orElse(null);
        if (member != null && sent.issuableId() != null) {
            subscriptions.unsubscribe(Actor.of(member), sent.issuableId());
        }
    }
}
