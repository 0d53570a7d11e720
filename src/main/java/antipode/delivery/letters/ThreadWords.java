package antipode.delivery.letters;

import antipode.delivery.Notice;
import antipode.mail.Enclosure;
import antipode.people.Member;
import antipode.projects.Project;
import antipode.threads.Comment;
import antipode.threads.Event;
import antipode.threads.Issuable;
import antipode.threads.Note;
import antipode.threads.ReaderTimes;
import antipode.threads.References;
import antipode.threads.ToldPlaces;
import antipode.web.Times;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// What a letter about a thread says, in plain text that stands on its own and again in html. It loads nothing from
/// anywhere, so that reading it tells nobody.
///
/// @param beside where in a change it was said
/// @param door the path that the key of the letter opens for whoever has no account; empty for everybody else
/// @param times the reader's clock
record ThreadWords(
        Member reader, Notice notice, @Nullable Note note, ToldPlaces.@Nullable Told beside, Project project, Place place,
        String door, References.Linked linked, Times times) {

    private static final Pattern IMAGE = Pattern.compile("<img [^<>]*>");
    private static final Pattern FILM = Pattern.compile("<video [^<>]*src=\"([^\"]*)\"[^<>]*>\\s*</video>");
    private static final Pattern SOURCE = Pattern.compile("src=\"([^\"]*)\"");
    private static final Pattern ALTERNATIVE = Pattern.compile("alt=\"([^\"]*)\"");
    private static final Pattern UPLOADS = Pattern.compile("href=\"/[^\"]*/uploads/(?=[0-9a-f]{32}/)");
    private static final Pattern OWN = Pattern.compile("href=\"/(?!/)");

    /// The kept html of what is told; empty if it is a deed without words.
    static String html(Issuable issuable, @Nullable Note note) {
        return switch (note) {
            case Comment comment -> comment.bodyHtml();
            case Event event -> event.action().equals("opened") ? issuable.descriptionHtml() : event.words();
            case null -> "";
        };
    }

    private String source() {
        return switch (note) {
            case Comment comment -> comment.body();
            case Event event -> event.action().equals("opened") ? notice.issuable().description() : event.detail("source");
            case null -> "";
        };
    }

    private String where() {
        return project.name() + " · " + notice.issuable().fullReference() + " · " + notice.issuable().title();
    }

    private String when() {
        return times.full(notice.createdAt());
    }

    private String why() {
        return "You are receiving this because " + notice.reason().sentence() + ".";
    }

    private String how() {
        return place.reply().isEmpty() ? "Read it, and answer, there:" : "Reply to this mail, or answer there:";
    }

    private String link() {
        String path = notice.path();
        return place.address() + (door.isEmpty() ? path : door + path.substring(notice.issuable().path().length()));
    }

    String text() {
        String words = ReaderTimes.said(source(), times).strip();
        return Enclosure.harmless(ReaderTimes.said(notice.sentence(), times) + ":\n" + where() + "\n" + (beside == null ? "" : "\n" + beside.text()) + (words.isEmpty() ? "" : "\n" + words + "\n")
                        + "\n" + when() + "\n\n-- \n" + how() + "\n") + link() + Enclosure.harmless("\n" + why()) + "\nTo hear no more of this thread: "
                + place.unsubscribe() + "\n";
    }

    String page() {
        String body = linked.letter(html(notice.issuable(), note));
        return "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#191d26;max-width:42em\">"
                + Enclosure.harmless("<p style=\"font:14px/1.5 sans-serif\">" + escaped(ReaderTimes.said(notice.sentence(), times)) + "<br>"
                        + "<a style=\"font-weight:600;color:#0b4f8a\" href=\"") + escaped(link())
                + Enclosure.harmless("\">" + escaped(where()) + "</a></p>"
                        + (beside == null ? "" : "<div style=\"" + QUIET + "\">" + beside.html() + "</div>"))
                + (body.isEmpty() ? "" : "<div>" + still(Enclosure.harmless(body)) + "</div>")
                + Enclosure.harmless("<p style=\"" + QUIET + ";border-top:1px solid #ddd;padding-top:8px\">" + escaped(when()) + "<br>"
                        + escaped(how().replace(":", "")) + ": <a href=\"") + escaped(link())
                + Enclosure.harmless("\">" + escaped(notice.issuable().fullReference()) + "</a>.<br>" + escaped(why()))
                + " <a href=\"" + escaped(place.unsubscribe()) + "\">Hear no more of this thread</a>.</p></body></html>";
    }

    private static final String QUIET = "font:13px/1.4 sans-serif;color:#596070";

    /// Pictures and films become links, and links lead to the server.
    private String still(String html) {
        String films = FILM.matcher(html).replaceAll(film -> Matcher.quoteReplacement(
                "<a href=\"" + film.group(1) + "\">[film]</a>"));
        String pictures = IMAGE.matcher(films).replaceAll(image -> {
            Matcher source = SOURCE.matcher(image.group());
            Matcher words = ALTERNATIVE.matcher(image.group());
            String said = words.find() && !words.group(1).isBlank() ? words.group(1) : "picture";
            return Matcher.quoteReplacement(
                    source.find() ? "<a href=\"" + source.group(1) + "\">[" + said + "]</a>" : "[" + said + "]");
        });
        if (!door.isEmpty()) {
            pictures = UPLOADS.matcher(pictures).replaceAll(Matcher.quoteReplacement("href=\"" + door + "/uploads/"));
        }
        return OWN.matcher(pictures).replaceAll(Matcher.quoteReplacement("href=\"" + place.address() + "/"));
    }

    private static String escaped(String words) {
        return HtmlUtils.htmlEscape(words);
    }
}
