package antipode.incoming;

import antipode.mail.incoming.Incoming;
import java.util.ArrayList;
import java.util.List;

/// Mail that must not be posted, though it comes with a key of Kei's that opens her answer to Ana.
///
/// @param becomes what it becomes instead
record Hostile(String name, String sender, String mail, Incoming.State becomes) {

    private static final Incoming.State WAITS = Incoming.State.QUARANTINED;
    private static final Incoming.State ASIDE = Incoming.State.IGNORED;
    private static final Incoming.State REFUSED = Incoming.State.REFUSED;
    private static final String VOUCHED = ByMailTest.VOUCHED;
    private static final String KEI = "From: Kei Nakamura <kei@halyard.example>\n";
    private static final String ID = "Message-ID: <hostile@elsewhere.example>\nSubject: Re: Flat refunds\n";
    private static final String BODY = "\nForged words.\n\n/close\n";

    static List<Hostile> all(String to) {
        List<Hostile> all = new ArrayList<>();
        forged(all);
        machines(all);
        empty(all);
        return all;
    }

    private static void add(List<Hostile> all, String name, String head, Incoming.State becomes) {
        all.add(new Hostile(name, "mallory@elsewhere.example", head + ID + BODY, becomes));
    }

    private static void forged(List<Hostile> all) {
        String by = "Authentication-Results: ";
        add(all, "nobody vouches", KEI, WAITS);
        add(all, "another server vouches", by + "mx.elsewhere.example; dmarc=pass header.from=halyard.example\n" + KEI, WAITS);
        add(all, "a server of a longer name vouches", by + "mx.halyard.example.evil.example; dmarc=pass header.from=halyard.example\n" + KEI, WAITS);
        add(all, "a server of a shorter name vouches", by + "halyard.example; dmarc=pass header.from=halyard.example\n" + KEI, WAITS);
        add(all, "ours says that it failed", by + "mx.halyard.example; dmarc=fail header.from=halyard.example\n" + KEI, WAITS);
        add(all, "ours says that it failed, and below stands another word in its name",
                by + "mx.halyard.example; dmarc=fail header.from=halyard.example\n" + VOUCHED + KEI, WAITS);
        add(all, "ours vouches for another domain", by + "mx.halyard.example; dmarc=pass header.from=elsewhere.example\n" + KEI, WAITS);
        add(all, "its signature is another domain's", by + "mx.halyard.example; dkim=pass header.d=elsewhere.example\n" + KEI, WAITS);
        add(all, "the envelope is proven, not the From", by + "mx.halyard.example; spf=pass smtp.mailfrom=mallory@elsewhere.example\n" + KEI, WAITS);
        add(all, "the pass stands in a comment", by + "mx.halyard.example; none (dmarc=pass header.from=halyard.example)\n" + KEI, WAITS);
        add(all, "the pass stands in a value", by + "mx.halyard.example; dkim=fail reason=\"dmarc=pass header.from=halyard.example\"\n" + KEI, WAITS);
        add(all, "the pass stands in X-", "X-" + VOUCHED + KEI, WAITS);
        add(all, "the pass stands in ARC", "ARC-" + VOUCHED.replace("mx.", "i=1; mx.") + KEI, WAITS);
        add(all, "two Froms", VOUCHED + "From: Mallory <mallory@elsewhere.example>\n" + KEI, WAITS);
        add(all, "two addresses in one From", VOUCHED + "From: Kei <kei@halyard.example>, Mallory <mallory@elsewhere.example>\n", WAITS);
        add(all, "no From", VOUCHED, WAITS);
        add(all, "an empty From", VOUCHED + "From: \n", WAITS);
        add(all, "the From of another", VOUCHED + "From: Mallory <mallory@elsewhere.example>\n", WAITS);
        add(all, "the address only in the name", VOUCHED + "From: \"kei@halyard.example\" <mallory@elsewhere.example>\n", WAITS);
        add(all, "the address in a comment", VOUCHED + "From: mallory@elsewhere.example (kei@halyard.example)\n", WAITS);
        add(all, "Reply-To is no From", VOUCHED + "From: mallory@elsewhere.example\nReply-To: kei@halyard.example\n", WAITS);
        add(all, "Sender is no From", VOUCHED + "From: mallory@elsewhere.example\nSender: kei@halyard.example\n", WAITS);
        add(all, "a letter that looks alike", VOUCHED + "From: kei@halyаrd.example\n", WAITS);
        add(all, "an encoded address", VOUCHED + "From: =?utf-8?Q?kei=40halyard.example?= <mallory@elsewhere.example>\n", WAITS);
        add(all, "the address with a host behind it", VOUCHED + "From: kei@halyard.example@elsewhere.example\n", WAITS);
        add(all, "a route before the address", VOUCHED + "From: <@elsewhere.example:mallory@elsewhere.example>\n", WAITS);
        add(all, "a group as From", VOUCHED + "From: kei@halyard.example: mallory@elsewhere.example;\n", WAITS);
        add(all, "NUL in the From", VOUCHED + "From: kei@halyard.example\0@elsewhere.example\n", WAITS);
        add(all, "the From of a colleague", VOUCHED + "From: Ravi <ravi@halyard.example>\n", WAITS);
        add(all, "the From of the administrator", VOUCHED + "From: Ana <ana@halyard.example>\n", WAITS);
        add(all, "From folded over lines", VOUCHED + "From: mallory\n <mallory@elsewhere.example>\n", WAITS);
        add(all, "the pass is folded behind another server's name",
                by + "mx.elsewhere.example;\n mx.halyard.example; dmarc=pass header.from=halyard.example\n" + KEI, WAITS);
        add(all, "ours vouches for a domain above", by + "mx.halyard.example; dmarc=pass header.from=example\n" + KEI, WAITS);
        add(all, "ours vouches for a domain below", by + "mx.halyard.example; dmarc=pass header.from=mail.halyard.example\n" + KEI, WAITS);
        add(all, "ours could not tell", by + "mx.halyard.example; dmarc=temperror header.from=halyard.example\n" + KEI, WAITS);
        add(all, "ours found no policy", by + "mx.halyard.example; dmarc=none header.from=halyard.example\n" + KEI, WAITS);
        add(all, "the signature is a user's of another domain", by + "mx.halyard.example; dkim=pass header.i=@halyard.example.evil.example\n" + KEI, WAITS);
        add(all, "a signature passes below a policy that failed",
                by + "mx.halyard.example; dkim=pass header.d=halyard.example; dmarc=fail header.from=halyard.example\n" + KEI, WAITS);
        add(all, "the word stands in the body", KEI.replace("\n", "\n\n") + VOUCHED, WAITS);
        add(all, "Resent-From is no From", VOUCHED + "From: mallory@elsewhere.example\nResent-From: kei@halyard.example\n", WAITS);
        add(all, "X-Original-From is no From", VOUCHED + "From: mallory@elsewhere.example\nX-Original-From: kei@halyard.example\n", WAITS);
        add(all, "the From says it is via another", VOUCHED + "From: Kei via List <list@elsewhere.example>\n", WAITS);
        add(all, "a line end encoded in the From", VOUCHED + "From: =?utf-8?Q?x=0D=0AFrom=3A_kei=40halyard.example?= <mallory@elsewhere.example>\n", WAITS);
        add(all, "letters that are not seen in the address", VOUCHED + "From: kei@halyard\u200b.example\n", WAITS);
        add(all, "a quoted user that holds an address", VOUCHED + "From: \"kei@halyard.example \"@elsewhere.example\n", WAITS);
        add(all, "a header after a broken one", "Authentication-Results mx.halyard.example; dmarc=pass header.from=halyard.example\n" + KEI, WAITS);
    }

    private static void machines(List<Hostile> all) {
        String good = VOUCHED + KEI;
        for (String header : List.of(
                "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Auto-submitted: auto-notified", "Auto-Submitted: AUTO-REPLIED; x=y",
                "X-Autoreply: yes", "X-Autorespond: holiday", "X-Auto-Reply: yes", "Precedence: auto_reply", "Precedence: bulk", "Precedence: junk",
                "X-Failed-Recipients: ana@halyard.example", "X-Autoresponder: away", "Auto-Submitted: auto-replied (vacation)", "X-AutoReply: YES", "Return-Path: <>", "X-Antipode-Reason: digest", "X-Antipode-Thread: halyard/handbook#1")) {
            add(all, header, good + header + "\n", ASIDE);
        }
        add(all, "a bounce", good + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n", ASIDE);
        all.set(all.size() - 1, new Hostile("a bounce", "", good + ID + """
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                It did not arrive.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.halyard.example

                Final-Recipient: rfc822; kei@halyard.example
                Action: failed
                Status: 5.1.1
                --b--
                """, ASIDE));
        all.add(new Hostile("an envelope without a sender", "", good + ID + BODY, ASIDE));
        for (String own : List.of("<issue_1@localhost>", "<note_77@localhost>", "<digest-7-2026-11-05-3@localhost>", "<refusal-7@localhost>")) {
            all.add(new Hostile("our own " + own, "antipode@localhost", good + "Message-ID: " + own + "\nSubject: x\n" + BODY, ASIDE));
        }
    }

    private static void empty(List<Hostile> all) {
        String good = VOUCHED + KEI + ID;
        all.add(new Hostile("nothing at all", "kei@halyard.example", good + "\n", REFUSED));
        all.add(new Hostile("blanks", "kei@halyard.example", good + "\n \n\t\n\n", REFUSED));
        all.add(new Hostile("only a signature", "kei@halyard.example", good + "\n-- \nKei\nTokyo\n", REFUSED));
        all.add(new Hostile("only what it answers", "kei@halyard.example",
                good + "\nOn Wed, Nov 4, 2026 at 9:00 PM Ana <antipode@localhost> wrote:\n> Is it enough?\n", REFUSED));
        all.add(new Hostile("encrypted", "kei@halyard.example", good
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\n"
                + "Version: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n", REFUSED));
        all.add(new Hostile("html that hides everything", "kei@halyard.example",
                good + "Content-Type: text/html\n\n<style>p{}</style><script>alert(1)</script><!-- words -->\n", REFUSED));
        all.add(new Hostile("only a line that is sent by a phone", "kei@halyard.example", good + "\nSent from my iPhone\n", REFUSED));
        all.add(new Hostile("an order nobody may give", "kei@halyard.example", good + "\nYes.\n\n/close\n/assign @nobody-of-that-name\n", REFUSED));
    }
}
