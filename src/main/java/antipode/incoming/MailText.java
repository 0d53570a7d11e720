package antipode.incoming;

import antipode.mail.incoming.Cut;
import antipode.mail.incoming.Forwarded;
import antipode.mail.incoming.InlineForward;
import antipode.mail.incoming.ReadMail;
import antipode.people.Member;
import antipode.threads.Words;
import java.util.ArrayList;
import java.util.List;

/// The words of a mail as Markdown: the member's own, and below them, marked as such, what they forward of others. Nothing of
/// others can order anything or name anybody.
record MailText(String words) {

    private static final int LONGEST = 900_000;

    /// Of a mail that answers: forwarded is only what the writer put there on purpose, not what was quoted.
    static MailText answer(Member writer, ReadMail read) {
        Cut cut = read.words();
        List<String> pieces = new ArrayList<>();
        if (InlineForward.in(cut.kept(), "").isPresent()) {
            InlineForward.Split split = InlineForward.in(all(cut), "").orElseThrow();
            pieces.add(split.own());
            pieces.add(quoted(writer, split.forwarded()));
        } else {
            pieces.add(cut.kept());
        }
        return of(writer, read, pieces);
    }

    /// Of a mail that opens an issue: nothing is quoted in it but what is forwarded.
    static MailText issue(Member writer, ReadMail read) {
        Cut cut = read.words();
        List<String> pieces = new ArrayList<>();
        InlineForward.in(all(cut), read.headers().words("Subject", 300)).ifPresentOrElse(
                split -> {
                    pieces.add(split.own());
                    pieces.add(quoted(writer, split.forwarded()));
                },
                () -> pieces.add(cut.kept()));
        return of(writer, read, pieces);
    }

    private static MailText of(Member writer, ReadMail read, List<String> pieces) {
        read.forwarded().forEach(forwarded -> pieces.add(quoted(writer, forwarded)));
        pieces.removeIf(String::isBlank);
        String all = Words.of(String.join("\n\n", pieces)).strip();
        return new MailText(all.length() <= LONGEST ? all : all.substring(0, all.offsetByCodePoints(0, LONGEST / 2)) + "\n\n*The rest stays with the mail.*");
    }

    private static String all(Cut cut) {
        return cut.cut().isBlank() ? cut.kept() : cut.kept() + "\n\n" + cut.cut();
    }

    private static String quoted(Member writer, Forwarded forwarded) {
        String first = writer.name().replaceFirst(" .*", "");
        StringBuilder head = new StringBuilder("**Forwarded by ").append(plain(first)).append("**");
        head.append(forwarded.from().isBlank() ? ", written by somebody unnamed" : ", written by " + plain(forwarded.from()));
        if (!forwarded.date().isBlank()) {
            head.append(", ").append(plain(forwarded.date()));
        }
        if (!forwarded.subject().isBlank()) {
            head.append(": “").append(plain(forwarded.subject())).append("”");
        }
        List<String> lines = new ArrayList<>(List.of("> " + head, ">"));
        Words.of(forwarded.words()).lines().forEach(line -> lines.add("> " + line.replace("@", "\\@")));
        return String.join("\n", lines);
    }

    /// Words that mean nothing but themselves.
    private static String plain(String words) {
        return Words.line(words).replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~@:&$^=-])", "\\\\$1");
    }
}
