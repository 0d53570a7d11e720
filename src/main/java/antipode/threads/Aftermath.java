package antipode.threads;

import antipode.people.Actor;
import antipode.web.Notice;
import antipode.web.Redirect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What a writer has to know once their words stand: who was named and told nothing, and that nobody waits where the
/// thing has ended.
@Component
public class Aftermath {

    private static final int MOST_LISTED = 10;

    private final Texts texts;

    Aftermath(Texts texts) {
        this.texts = texts;
    }

    /// Back to the comment, with a notice if there is something to know.
    public Redirect redirect(Actor writer, QuickActions.Done done) {
        Issuable issuable = done.issuable();
        Comment comment = done.comment();
        Redirect there = Redirect.to(issuable.path() + (comment == null ? "" : "#note_" + comment.id()));
        String warning = comment == null ? "" : warning(writer, issuable, comment);
        if (!warning.isEmpty()) {
            return there.saying(Notice.provisional((done.sentence() + " " + warning).strip()));
        }
        return done.did().isEmpty() ? there : there.saying(Notice.done(done.sentence()));
    }

    private String warning(Actor writer, Issuable issuable, Comment comment) {
        List<String> sentences = new ArrayList<>();
        Text text = texts.again(writer, issuable, comment.body(), comment.bodyHtml());
        if (!text.untold().isEmpty()) {
            sentences.add(named(text.untold()) + " may not see this and " + (text.untold().size() == 1 ? "was" : "were")
                    + " told nothing.");
        }
        if (text.beyond() > 0) {
            sentences.add("Only the first " + Text.MOST_TOLD + " of those you name are told; " + text.beyond() + " are not.");
        }
        Instant ended = issuable.closedAt();
        if (ended != null && ended.isBefore(comment.createdAt())) {
            sentences.add("It is written. The " + issuable.kind().word() + " had ended before. Only a question makes it somebody’s turn now: "
                    + issuable.dri().firstName() + "’s, who is responsible.");
        }
        return String.join(" ", sentences);
    }

    /// The usernames of those who are named in a comment and may not see it.
    List<String> untold(Actor writer, Issuable issuable, Comment comment) {
        return texts.again(writer, issuable, comment.body(), comment.bodyHtml()).untold();
    }

    private static String named(List<String> usernames) {
        List<String> shown = usernames.stream().limit(MOST_LISTED).map(name -> "@" + name).toList();
        int more = usernames.size() - shown.size();
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        return more > 0
                ? String.join(", ", shown) + " and " + more + " more"
                : String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.getLast();
    }
}
