package antipode.delivery;

import antipode.people.Member;
import antipode.web.Times;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/// The letter itself: what needs the reader first, then what was decided, then the rest.
///
/// @param times the reader's clock, at the moment of writing
record Digest(Member reader, List<Notice> notices, Times times, String address) {

    /// Words one reads in a minute.
    private static final int PACE = 220;

    String subject() {
        long needs = notices.stream().filter(notice -> notice.kind() == Notice.Kind.NEEDS_YOU).count();
        String day = times.date(times.now().atZone(times.zone()).toLocalDate());
        return needs == 0
                ? "Your day, " + day + ": nobody waits for you"
                : "Your day, " + day + ": " + (needs == 1 ? "one thing needs" : needs + " things need") + " you";
    }

    /// The whole letter in plain text; it stands on its own.
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Good day, ").append(firstName()).append(".\n")
                .append(opening()).append("\n");
        for (Notice.Kind kind : Notice.Kind.values()) {
            List<Notice> section = of(kind);
            if (!section.isEmpty()) {
                text.append("\n").append(kind.heading()).append("\n").append("-".repeat(kind.heading().length())).append("\n");
                for (Notice notice : section) {
                    text.append("\n* ").append(notice.issuable().title()).append("\n  ")
                            .append(notice.sentence()).append(", ").append(times.within(notice.createdAt()))
                            .append(" · ").append(notice.issuable().fullReference()).append("\n  ")
                            .append(address).append(notice.path()).append("\n");
                }
            }
        }
        return text.append("\n-- \n").append(why()).append("\n").append(address).append("/-/notices\n").toString();
    }

    String html() {
        StringBuilder html = new StringBuilder(
                "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#191d26\">");
        html.append("<p>Good day, ").append(escaped(firstName())).append(".<br>").append(escaped(opening())).append("</p>");
        for (Notice.Kind kind : Notice.Kind.values()) {
            List<Notice> section = of(kind);
            if (!section.isEmpty()) {
                html.append("<h2 style=\"font:600 15px/1.4 sans-serif;border-top:2px solid #191d26;padding-top:6px\">")
                        .append(kind.heading()).append("</h2>");
                for (Notice notice : section) {
                    html.append("<p><a style=\"font-weight:600;color:#0b4f8a\" href=\"")
                            .append(escaped(address + notice.path())).append("\">")
                            .append(escaped(notice.issuable().title())).append("</a><br><span style=\"font:13px/1.4 sans-serif;color:#596070\">")
                            .append(escaped(notice.sentence() + ", " + times.within(notice.createdAt()) + " · "
                                    + notice.issuable().fullReference()))
                            .append("</span></p>");
                }
            }
        }
        return html.append("<p style=\"font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px\">")
                .append(escaped(why())).append(" <a href=\"").append(escaped(address)).append("/-/notices\">Each one’s reason</a></p></body></html>")
                .toString();
    }

    private String opening() {
        List<String> said = new ArrayList<>();
        for (Notice.Kind kind : Notice.Kind.values()) {
            int many = of(kind).size();
            if (many > 0) {
                said.add(many + " " + switch (kind) {
                    case NEEDS_YOU -> many == 1 ? "needs you" : "need you";
                    case DECIDED -> many == 1 ? "was decided" : "were decided";
                    case INFORMATION -> "for your information";
                });
            }
        }
        int words = notices.stream().mapToInt(notice -> (notice.issuable().title() + " " + notice.sentence()).split(" ").length).sum();
        return "Since your last working day: " + String.join(", ", said) + ". About "
                + Math.max(1, Math.ceilDiv(words, PACE)) + " min to read.";
    }

    private String why() {
        return "You get this once, now that your working day begins; times are " + Times.place(times.zone())
                + "’s. What needs you is on your list whenever you look.";
    }

    private List<Notice> of(Notice.Kind kind) {
        return notices.stream().filter(notice -> notice.kind() == kind).toList();
    }

    private String firstName() {
        int space = reader.name().indexOf(' ');
        return space < 0 ? reader.name() : reader.name().substring(0, space);
    }

    private static String escaped(String words) {
        return HtmlUtils.htmlEscape(words);
    }
}
