package antipode.delivery;

import antipode.threads.ReaderTimes;
import antipode.web.Times;

/// What is sent to a chat, in Slack's form: `<address|words>` is a link, and three signs are written out.
final class ChatText {

    /// Slack cuts at forty thousand.
    private static final int LONGEST = 30_000;

    private ChatText() {}

    static String of(Notice notice, Times times, String address) {
        return link(address + notice.path(), notice.issuable().title()) + " " + plain(notice.issuable().fullReference()) + "\n"
                + plain(ReaderTimes.said(notice.sentence(), times)) + ", " + times.within(notice.createdAt())
                + (notice.excerpt().isEmpty() ? "" : "\n> " + plain(ReaderTimes.said(notice.excerpt(), times)))
                + "\n" + link(address + notice.answerPath(), notice.kind() == Notice.Kind.NEEDS_YOU ? "Answer" : "Open");
    }

    static String of(Digest digest) {
        StringBuilder text = new StringBuilder("*" + plain(digest.subject()) + "*\n" + plain(digest.opening()));
        int left = digest.count();
        for (Notice.Kind kind : Notice.Kind.values()) {
            boolean headed = false;
            for (Digest.Thing thing : digest.things(kind)) {
                String said = "\n• " + line(digest, thing);
                if (text.length() + said.length() > LONGEST) {
                    continue;
                }
                text.append(headed ? "" : "\n\n*" + kind.heading() + "*").append(said);
                left -= thing.all().size();
                headed = true;
            }
        }
        if (left > 0) {
            text.append("\n\n").append(link(digest.address() + "/-/notices", "And " + left + " more"));
        }
        return text.toString();
    }

    private static String line(Digest digest, Digest.Thing thing) {
        Notice first = thing.first();
        StringBuilder line = new StringBuilder(link(digest.address() + first.answerPath(), first.issuable().title()));
        line.append(" ").append(plain(first.issuable().fullReference()));
        thing.all().forEach(notice -> line.append("\n   ").append(plain(digest.said(notice))));
        return line.toString();
    }

    private static String link(String address, String words) {
        return "<" + plain(address) + "|" + plain(words.replace("|", "/").replaceAll("[\\r\\n]+", " ")) + ">";
    }

    private static String plain(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
