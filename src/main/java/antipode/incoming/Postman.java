package antipode.incoming;

import antipode.database.Audit;
import antipode.database.Origin;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.delivery.letters.Unsubscriptions;
import antipode.mail.Bounces;
import antipode.mail.Letters;
import antipode.mail.incoming.Authentication;
import antipode.mail.incoming.Automatic;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.IncomingMails;
import antipode.mail.incoming.ReadMail;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Decides what becomes of each mail, once. It is posted only if whoever it says wrote it holds its key, and, where a mail
/// server of ours vouches for senders, only if that one does; else it waits. Nothing is thrown away.
@Component
class Postman implements OutboxConsumer {

    private final IncomingMails mails;
    private final MailKeys keys;
    private final Claims claims;
    private final ProjectAddresses addresses;
    private final Members members;
    private final Threads threads;
    private final Unsubscriptions unsubscriptions;
    private final Authentication authentication;
    private final Posting posting;
    private final Refusals refusals;
    private final Letters letters;
    private final Bounces bounces;
    private final Audit audit;

    Postman(
            IncomingMails mails,
            MailKeys keys,
            Claims claims,
            ProjectAddresses addresses,
            Members members,
            Threads threads,
            Unsubscriptions unsubscriptions,
            Authentication authentication,
            Posting posting,
            Refusals refusals,
            Letters letters,
            Bounces bounces,
            Audit audit) {
        this.audit = audit;
        this.bounces = bounces;
        this.mails = mails;
        this.keys = keys;
        this.claims = claims;
        this.addresses = addresses;
        this.members = members;
        this.threads = threads;
        this.unsubscriptions = unsubscriptions;
        this.authentication = authentication;
        this.posting = posting;
        this.refusals = refusals;
        this.letters = letters;
    }

    @Override
    public String name() {
        return IncomingMails.CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        Incoming mail = mails.lock(row.payload(IncomingMails.Arrived.class).id());
        if (mail.state() == Incoming.State.RECEIVED) {
            try (ReadMail read = mails.read(mail.id())) {
                decide(mail, read);
            }
        }
    }

    private void decide(Incoming mail, ReadMail read) {
        String back = keys.bounce(mail, read).orElse(null);
        if (back != null) {
            boolean counts = read.bounce().map(bounce -> bounces.came(back, bounce.status(), bounce.said())).orElse(false);
            mails.decide(mail.id(), Incoming.State.IGNORED, counts
                    ? "it says that a letter of ours will never arrive"
                    : "only letters that will never arrive count at the address it came to");
            return;
        }
        String automatic = Automatic.why(mail, read, letters.domain());
        if (automatic != null) {
            mails.decide(mail.id(), Incoming.State.IGNORED, automatic);
            return;
        }
        MailKey key = keys.of(mail, read).orElse(null);
        Member owner = key == null ? null : members.find(key.memberId()).filter(Member::active).orElse(null);
        if (key == null || owner == null) {
            refuse(mail, read, sender(read), "the address it came to opens nothing, or nothing any more");
        } else if (key instanceof MailKey.Stop(var sent)) {
            claims.put(Claim.of(mail.id(), owner.id(), key));
            unsubscriptions.stop(sent);
            mails.decide(mail.id(), Incoming.State.POSTED, "it stopped letters about a thread");
        } else {
            judge(mail, read, key, owner);
        }
    }

    private void judge(Incoming mail, ReadMail read, MailKey key, Member owner) {
        List<String> from = read.from();
        Member sender = sender(read);
        boolean own = from.size() == 1 && sender != null && sender.id() == owner.id();
        if (!own) {
            Member claimant = sender != null && sees(sender, key) ? sender : owner;
            claims.put(Claim.of(mail.id(), claimant.id(), key));
            quarantine(mail, read, claimant, from.size() == 1
                    ? "it was sent from " + from.getFirst() + ", and that is not whom its address was given to"
                    : "it names " + (from.isEmpty() ? "no sender" : "several senders"));
            return;
        }
        claims.put(Claim.of(mail.id(), owner.id(), key));
        boolean proven = authentication.proven(read.headers(), from.getFirst());
        if (authentication.asked() && !proven) {
            quarantine(mail, read, owner, "our mail server does not vouch that it comes from " + from.getFirst());
        } else if (read.encrypted()) {
            refuse(mail, read, owner, "it is encrypted, and nobody here can read it");
        } else if (claims.posted(mail, owner.id())) {
            mails.decide(mail.id(), Incoming.State.IGNORED, "the same mail was posted already");
        } else {
            try {
                audit.by(Origin.of(owner.id(), "mail"), () ->
                        post(Actor.of(owner), mail, read, claims.find(mail.id()).orElseThrow(), proven));
                if (key instanceof MailKey.NewIssue(var address)) {
                    addresses.used(address);
                }
            } catch (Problem refused) {
                refuse(mail, read, owner, sentence(refused));
            }
        }
    }

    private Posting.Became post(Actor actor, Incoming mail, ReadMail read, Claim claim, boolean orders) {
        Posting.Became became = posting.post(actor, mail, read, claim, orders);
        claims.became(mail.id(), became.issuable().id(), became.note());
        mails.decide(mail.id(), Incoming.State.POSTED, "");
        return became;
    }

    /// Posts what waits, as its writer says, signed in, that it is theirs.
    @Transactional
    Posting.Became confirm(Actor actor, long id) {
        Incoming mail = mails.lock(id);
        Claim claim = claims.find(id)
                .filter(one -> actor.is(one.memberId()) && one.postable())
                .orElseThrow(() -> Problem.notFound("Mail"));
        if (mail.state() != Incoming.State.QUARANTINED && mail.state() != Incoming.State.REFUSED) {
            throw Problem.conflict("That mail no longer waits.");
        }
        try (ReadMail read = mails.read(id)) {
            return post(actor, mail, read, claim, true);
        }
    }

    /// Posts what waits in the name of whoever it waits for, as an administrator knows that it is theirs. Its orders stay
    /// words.
    @Transactional
    Posting.Became release(Actor administrator, long id) {
        Incoming mail = mails.lock(id);
        Claim claim = claims.find(id).filter(Claim::postable).orElse(null);
        Member owner = claim == null ? null : members.find(claim.memberId()).filter(Member::active).orElse(null);
        if (mail.state() != Incoming.State.QUARANTINED || claim == null || owner == null) {
            throw Problem.conflict("That mail waits for nobody’s word.");
        }
        if (claims.posted(mail, owner.id())) {
            throw Problem.conflict("The same mail was posted already.");
        }
        try (ReadMail read = mails.read(id)) {
            Posting.Became became = post(Actor.of(owner), mail, read, claim, false);
            mails.decide(id, Incoming.State.POSTED, administrator.require().name() + " let it pass");
            return became;
        }
    }

    /// Puts aside what waits. It is still kept.
    ///
    /// @return whether it waited
    @Transactional
    boolean putAside(Actor actor, long id) {
        Incoming mail = mails.lock(id);
        boolean own = claims.find(id).filter(claim -> actor.is(claim.memberId())).isPresent();
        if (!own && !actor.administrator()) {
            throw Problem.notFound("Mail");
        }
        boolean waits = mail.state() == Incoming.State.QUARANTINED;
        if (waits) {
            mails.decide(id, Incoming.State.IGNORED, actor.require().name() + " put it aside");
        }
        return waits;
    }

    private void quarantine(Incoming mail, ReadMail read, Member claimant, String why) {
        mails.decide(mail.id(), Incoming.State.QUARANTINED, why);
        if (!Automatic.unanswerable(mail, read, letters.domain())) {
            refusals.waiting(claimant, mail, why);
        }
    }

    private void refuse(Incoming mail, ReadMail read, @Nullable Member to, String why) {
        mails.decide(mail.id(), Incoming.State.REFUSED, why);
        if (to != null && !Automatic.unanswerable(mail, read, letters.domain())) {
            refusals.refused(to, mail, why);
        }
    }

    private @Nullable Member sender(ReadMail read) {
        List<String> from = read.from();
        return from.size() == 1 ? members.findByEmail(from.getFirst()).filter(Member::active).orElse(null) : null;
    }

    private boolean sees(Member member, MailKey key) {
        return key instanceof MailKey.Answer(var sent) && sent.issuableId() != null && threads.sees(Actor.of(member), sent.issuableId());
    }

    private static String sentence(Problem refused) {
        String words = refused.message();
        boolean name = words.length() > 1 && Character.isUpperCase(words.charAt(1));
        return words.isEmpty() || name || words.startsWith("“") ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
