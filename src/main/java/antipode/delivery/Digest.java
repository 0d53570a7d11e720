package antipode.delivery;

import antipode.delivery.letters.ReplyKeys;
import antipode.mail.Enclosure;
import antipode.mail.ReplyAddress;
import antipode.people.Member;
import antipode.threads.ReaderTimes;
import antipode.threads.ToldPlaces;
import antipode.web.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/// The letter itself: what needs the reader first, then what was decided, then the rest; each thing once, with all that
/// happened in it.
///
/// @param notices what it names, what needs its reader first
/// @param count   of how many it tells, those included that it has no place to name
/// @param trouble what is wrong with another way of telling them, as a sentence
/// @param places  where in a change something was said, by comment
/// @param times   the reader's clock, at the moment of writing
/// @param replies where answers come to, if any can
record Digest(
        Member reader, Occasion occasion, List<Notice> notices, Map<Long, ToldPlaces.Told> places, int count, @Nullable String trouble,
        Times times, String address, ReplyAddress replies) {

    /// A letter names so many; the rest is one link away.
    static final int MOST = 100;

    /// Words one reads in a minute.
    private static final int PACE = 220;

    /// What begins when it is sent.
    enum Occasion {
        DAY("Your day", "Since your last working day"),
        WEEK("Your week", "Since your last letter"),
        HOURS("While you were not at work", "While you were not at work");

        private final String title;
        private final String since;

        Occasion(String title, String since) {
            this.title = title;
            this.since = since;
        }
    }

    /// One thing, with all that is told of it, what asks most first.
    record Thing(Notice first, List<Notice> all) {}

    String subject() {
        int needs = things(Notice.Kind.NEEDS_YOU).size();
        String day = times.day(times.now());
        return occasion.title + (occasion == Occasion.HOURS ? ": " : ", " + day + ": ")
                + (needs == 0 ? "nobody waits for you" : needs == 1 ? "one thing needs you" : needs + " things need you");
    }

    /// The whole letter in plain text; it stands on its own.
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Good day, ").append(firstName()).append(".\n").append(opening()).append("\n");
        for (Notice.Kind kind : Notice.Kind.values()) {
            List<Thing> things = things(kind);
            if (!things.isEmpty()) {
                text.append("\n").append(kind.heading()).append("\n").append("-".repeat(kind.heading().length())).append("\n");
                things.forEach(thing -> write(text, thing));
            }
        }
        if (count > notices.size()) {
            text.append("\n").append(rest()).append(": ").append(address).append("/-/notices\n");
        }
        return text.append("\n-- \n").append(why()).append("\n").append(address).append("/-/notices\n")
                .append("How and when you are told: ").append(address).append("/-/settings/notices\n")
                .append("Stop these letters: ").append(stop()).append("\n").toString();
    }

    private void write(StringBuilder text, Thing thing) {
        text.append("\n* ").append(Enclosure.harmless(thing.first().issuable().title())).append(" · ")
                .append(thing.first().issuable().fullReference()).append("\n");
        for (Notice notice : thing.all()) {
            text.append("  ").append(Enclosure.harmless(said(notice))).append("\n");
            String excerpt = excerpt(notice);
            if (excerpt != null) {
                text.append("    ").append(Enclosure.harmless(excerpt)).append("\n");
            }
        }
        text.append("  ").append(verb(thing.first())).append(": ").append(address).append(thing.first().answerPath()).append("\n");
        if (replies.exists()) {
            text.append("  By mail: ").append(reply(thing)).append("\n");
        }
    }

    String html() {
        StringBuilder html = new StringBuilder(
                "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#191d26\">");
        html.append("<p>Good day, ").append(escaped(firstName())).append(".<br>").append(escaped(opening())).append("</p>");
        for (Notice.Kind kind : Notice.Kind.values()) {
            List<Thing> things = things(kind);
            if (!things.isEmpty()) {
                html.append("<h2 style=\"font:600 15px/1.4 sans-serif;border-top:2px solid #191d26;padding-top:6px\">")
                        .append(kind.heading()).append("</h2>");
                things.forEach(thing -> mark(html, thing));
            }
        }
        if (count > notices.size()) {
            html.append("<p><a style=\"color:#0b4f8a\" href=\"").append(escaped(address)).append("/-/notices\">")
                    .append(escaped(rest())).append("</a></p>");
        }
        return html.append("<p style=\"font:13px/1.4 sans-serif;color:#596070;border-top:1px solid #ddd;padding-top:8px\">")
                .append(escaped(why())).append(" <a href=\"").append(escaped(address))
                .append("/-/notices\">Each one’s reason</a> · <a href=\"").append(escaped(address))
                .append("/-/settings/notices\">How and when you are told</a> · <a href=\"").append(escaped(stop()))
                .append("\">Stop these letters</a></p></body></html>")
                .toString();
    }

    private void mark(StringBuilder html, Thing thing) {
        String path = escaped(address + thing.first().answerPath());
        html.append("<p><a style=\"font-weight:600;color:#0b4f8a\" href=\"")
                .append(escaped(address + thing.first().path())).append("\">")
                .append(harmless(thing.first().issuable().title())).append("</a> <span style=\"font:13px/1.4 sans-serif;color:#596070\">")
                .append(escaped(thing.first().issuable().fullReference())).append("</span>");
        for (Notice notice : thing.all()) {
            html.append("<br><span style=\"font:13px/1.4 sans-serif;color:#596070\">").append(harmless(said(notice))).append("</span>");
            String excerpt = excerpt(notice);
            if (excerpt != null) {
                html.append("<br>").append(harmless(excerpt));
            }
        }
        html.append("<br><a style=\"font:13px/1.4 sans-serif;color:#0b4f8a\" href=\"").append(path).append("\">")
                .append(verb(thing.first())).append("</a>");
        if (replies.exists()) {
            html.append(" · <a style=\"font:13px/1.4 sans-serif;color:#0b4f8a\" href=\"mailto:").append(reply(thing))
                    .append("?subject=Re%3A%20").append(escaped(UriUtils.encode(thing.first().issuable().title(), StandardCharsets.UTF_8)))
                    .append("\">By mail</a>");
        }
        html.append("</p>");
    }

    /// Each thing has an address of its own, for this reader alone; its key is written in as the letter leaves.
    private String reply(Thing thing) {
        return replies.of(Enclosure.place(ReplyKeys.part(thing.first().issuable().id(), thing.first().noteId()))).orElse("");
    }

    /// Where these letters are stopped.
    private String stop() {
        return address + "/-/sent_notifications/" + Enclosure.PLACE + "/unsubscribe";
    }

    String said(Notice notice) {
        ToldPlaces.Told place = notice.noteId() == null ? null : places.get(notice.noteId());
        return ReaderTimes.said(notice.sentence(), times) + (place == null ? "" : " " + place.words()) + ", " + times.within(notice.createdAt());
    }

    /// What was written, unless the sentence has said it.
    private @Nullable String excerpt(Notice notice) {
        return notice.excerpt().isEmpty() || notice.question().contains(notice.excerpt()) ? null : ReaderTimes.said(notice.excerpt(), times);
    }

    private static String verb(Notice notice) {
        return notice.kind() == Notice.Kind.NEEDS_YOU ? "Answer" : "Open";
    }

    String opening() {
        List<String> said = new ArrayList<>();
        for (Notice.Kind kind : Notice.Kind.values()) {
            int many = things(kind).size();
            if (many > 0) {
                said.add(many + " " + switch (kind) {
                    case NEEDS_YOU -> many == 1 ? "needs you" : "need you";
                    case DECIDED -> many == 1 ? "was decided" : "were decided";
                    case INFORMATION -> "for your information";
                });
            }
        }
        if (count > notices.size()) {
            said.add(count - notices.size() + " more");
        }
        return occasion.since + ": " + String.join(", ", said) + ". About " + minutes() + " min to read.";
    }

    /// How long it takes to read, at an easy pace.
    int minutes() {
        long words = notices.stream()
                .flatMap(notice -> Stream.of(notice.issuable().title(), notice.sentence(), notice.excerpt()))
                .mapToLong(said -> said.split("\\s+").length)
                .sum();
        return Math.max(1, Math.toIntExact(Math.ceilDiv(words, PACE)));
    }

    String rest() {
        int more = count - notices.size();
        return "And " + more + " more on the page";
    }

    private String why() {
        String place = Times.place(times.zone());
        return switch (occasion) {
            case DAY -> "You get this once, now that your working day begins; times are " + place + "’s.";
            case WEEK -> "You get this once, now that your working week begins; times are " + place + "’s.";
            case HOURS -> "These waited until your hours began; times are " + place + "’s.";
        } + " What needs you is on your list whenever you look." + (trouble == null ? "" : " " + trouble);
    }

    /// A thing stands where the most is asked in it.
    List<Thing> things(Notice.Kind kind) {
        Map<Long, Thing> things = new LinkedHashMap<>();
        for (Notice notice : notices) {
            things.computeIfAbsent(notice.issuable().id(), _ -> new Thing(notice, new ArrayList<>())).all().add(notice);
        }
        return things.values().stream().filter(thing -> thing.first().kind() == kind).toList();
    }

    private String firstName() {
        int space = reader.name().indexOf(' ');
        return space < 0 ? reader.name() : reader.name().substring(0, space);
    }

    private static String harmless(String words) {
        return Enclosure.harmless(escaped(words));
    }

    private static String escaped(String words) {
        return HtmlUtils.htmlEscape(words);
    }
}
