package antipode.delivery.letters;

import antipode.delivery.Notice;
import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.people.Member;
import antipode.projects.Project;
import antipode.threads.Comment;
import antipode.threads.Event;
import antipode.threads.Issuable;
import antipode.threads.Note;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The headers of a letter about a thread: those by which mail programs thread, filter, answer and unsubscribe, in our own
/// words and in GitLab's and GitHub's, so that filters people have go on working.
record ThreadHeaders(Member reader, Notice notice, @Nullable Note note, Project project, Place place) {

    private Issuable issuable() {
        return notice.issuable();
    }

    private String root() {
        return issuable().kind().key() + "_" + issuable().id() + "@" + place.domain();
    }

    private boolean opening() {
        return note instanceof Event event && event.action().equals("opened");
    }

    /// The same for everyone who is told of the same thing, however often it is tried.
    String messageId() {
        if (opening()) {
            return root();
        }
        return (notice.noteId() == null ? "notice_" + notice.id() : "note_" + notice.noteId()) + "@" + place.domain();
    }

    /// Constant within a thread, as mail programs thread by it too; never what happened.
    String subject() {
        return (opening() ? "" : "Re: ") + project.name() + " | " + issuable().title() + " (" + issuable().reference() + ")";
    }

    Map<String, String> all() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Enclosure.HEADER, ReplyKeys.header(reader, issuable().id(), notice.noteId()));
        threading(headers);
        list(headers);
        gitlab(headers);
        github(headers);
        headers.put("X-Antipode-Thread", issuable().fullReference());
        headers.put("X-Antipode-Type", issuable().type());
        headers.put("X-Antipode-State", issuable().state().key());
        headers.put("X-Antipode-Needs-You", notice.kind() == Notice.Kind.NEEDS_YOU ? "yes" : "no");
        headers.put("X-Antipode-Reason", notice.action() == null ? "subscribed" : notice.action().key());
        return headers;
    }

    private void threading(Map<String, String> headers) {
        if (!place.reply().isEmpty()) {
            headers.put("Reply-To", "\"" + project.fullPath() + "\" <" + place.reply() + ">");
        }
        // An answer whose recipient was rewritten on its way still names the key here.
        List<String> references = new ArrayList<>(List.of("<reply-" + Enclosure.PLACE + "@" + place.domain() + ">"));
        if (!opening()) {
            String parent = "<" + root() + ">";
            references.add(parent);
            if (note instanceof Comment comment && comment.reply()) {
                parent = "<note_" + comment.threadId() + "@" + place.domain() + ">";
                references.add(parent);
            }
            headers.put("In-Reply-To", parent);
        }
        headers.put("References", String.join(" ", references));
    }

    private void list(Map<String, String> headers) {
        List<String> path = new ArrayList<>(Arrays.asList(project.fullPath().split("/")));
        Collections.reverse(path);
        headers.put("List-Id", "\"" + project.fullPath() + "\" <" + project.id() + "." + String.join(".", path) + "." + place.host() + ">");
        headers.put("List-Archive", "<" + place.address() + issuable().path() + ">");
        String mail = "";
        if (!place.reply().isEmpty()) {
            headers.put("List-Post", "<mailto:" + place.reply() + ">");
            mail = ", <mailto:" + place.replies().of(Enclosure.PLACE + "-unsubscribe").orElseThrow() + ">";
        }
        headers.put("List-Unsubscribe", "<" + place.unsubscribe() + ">" + mail);
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        headers.put("Precedence", "list");
    }

    private void gitlab(Map<String, String> headers) {
        String thing = issuable().kind().apiName();
        headers.put("X-GitLab-Project", words(project.name()));
        headers.put("X-GitLab-Project-Id", String.valueOf(project.id()));
        headers.put("X-GitLab-Project-Path", project.fullPath());
        headers.put("X-GitLab-" + thing + "-ID", String.valueOf(issuable().id()));
        headers.put("X-GitLab-" + thing + "-IID", String.valueOf(issuable().iid()));
        headers.put("X-GitLab-" + thing + "-State", issuable().state().key());
        if (issuable().kind() == Issuable.Kind.ISSUE) {
            headers.put("X-GitLab-ConfidentialIssue", String.valueOf(issuable().confidential()));
        }
        if (note instanceof Comment comment) {
            headers.put("X-GitLab-Discussion-ID", String.valueOf(comment.threadId()));
        }
        headers.put("X-GitLab-Reply-Key", Enclosure.PLACE);
        headers.put("X-GitLab-NotificationReason", notice.reason().word());
    }

    private void github(Map<String, String> headers) {
        headers.put("X-GitHub-Reason", notice.reason().github());
        if (notice.by() != null) {
            headers.put("X-GitHub-Sender", notice.by().username());
        }
        headers.put("X-GitHub-Recipient", reader.username());
        headers.put("X-GitHub-Recipient-Address", reader.email());
    }

    /// Words of somebody's choice, as plain ASCII.
    private static String words(String words) {
        try {
            return MimeUtility.encodeText(Enclosure.harmless(Letter.oneLine(words)), "UTF-8", "Q");
        } catch (UnsupportedEncodingException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
