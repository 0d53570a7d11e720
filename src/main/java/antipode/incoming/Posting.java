package antipode.incoming;

import antipode.issues.Issues;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.MailFile;
import antipode.mail.incoming.ReadMail;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Attachments;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Note;
import antipode.threads.QuickActions;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.threads.Writing;
import antipode.web.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Makes of a mail what it says: a comment in the discussion it answers, or a new issue.
@Component
class Posting {

    private static final int MOST_FILES = 20;
    private static final int LONGEST_TITLE = 255;

    private final Threads threads;
    private final Comments comments;
    private final QuickActions quick;
    private final Issues issues;
    private final Projects projects;
    private final Attachments attachments;
    private final DataSize largest;
    private final TransactionTemplate apart;

    Posting(
            Threads threads,
            Comments comments,
            QuickActions quick,
            Issues issues,
            Projects projects,
            Attachments attachments,
            @Value("${antipode.uploads.largest:10MB}") DataSize largest,
            PlatformTransactionManager transactions) {
        this.threads = threads;
        this.comments = comments;
        this.quick = quick;
        this.issues = issues;
        this.projects = projects;
        this.attachments = attachments;
        this.largest = largest;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// @param note nothing where an issue was opened, or where only orders were in it
    record Became(Issuable issuable, @Nullable Long note) {

        String path() {
            return note == null ? issuable.path() : issuable.path() + "#note_" + note;
        }
    }

    /// All of it, or nothing and a [Problem].
    ///
    /// @param orders whether its writer is known well enough for `/close` to close
    Became post(Actor actor, Incoming mail, ReadMail read, Claim claim, boolean orders) {
        Became became = apart.execute(_ -> claim.issuableId() != null
                ? answer(actor, read, claim.issuableId(), claim.noteId(), orders)
                : open(actor, mail, read, claim, orders));
        return java.util.Objects.requireNonNull(became);
    }

    private Became answer(Actor actor, ReadMail read, long id, @Nullable Long note, boolean orders) {
        Issuable issuable = threads.find(actor, id);
        MailText text = MailText.answer(actor.require(), read);
        Note answered = note == null ? null : comments.note(id, note).orElse(null);
        Long replyTo = answered instanceof antipode.threads.Comment comment ? Long.valueOf(comment.id()) : null;
        String words = withFiles(actor, issuable.projectId(), text.words(), read.files());
        if (words.isBlank()) {
            throw new Problem(422, "There is nothing in it but what it answers.");
        }
        Writing writing = new Writing(words, replyTo, null);
        if (orders) {
            QuickActions.Done done = quick.say(actor, issuable, writing);
            return new Became(done.issuable(), done.comment() == null ? null : Long.valueOf(done.comment().id()));
        }
        return new Became(issuable, comments.write(actor, issuable, writing).id());
    }

    private Became open(Actor actor, Incoming mail, ReadMail read, Claim claim, boolean orders) {
        Project project = claim.projectId() == null
                ? null
                : projects.visibleTo(actor).find(claim.projectId()).orElse(null);
        if (project == null) {
            throw Problem.notFound("Project");
        }
        MailText text = MailText.issue(actor.require(), read);
        String words = withFiles(actor, project.id(), text.words(), read.files());
        String title = title(mail.subject(), text);
        Issues.Opening opening = Issues.Opening.of(title, words);
        Issuable opened = orders
                ? quick.keep(
                                actor, Issuable.yetToBe(actor, project, Issuable.Kind.ISSUE), words,
                                rest -> issues.open(actor, project, opening.description(rest), false).header())
                        .issuable()
                : issues.open(actor, project, opening, false).header();
        return new Became(opened, null);
    }

    private static String title(String subject, MailText text) {
        String plain = Words.line(subject.replaceFirst("(?iu)^(\\s*(re|aw|sv|antw|fwd?|wg|tr|rv|enc|vs)\\s*[:：])+", ""));
        String title = plain.isEmpty() ? Words.line(text.words().lines().findFirst().orElse("")) : plain;
        if (title.isEmpty()) {
            throw Problem.invalid("title", "can't be blank");
        }
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…";
    }

    /// A file that can't be kept is named where it would stand; it stays with the mail.
    private String withFiles(Actor actor, long project, String words, List<MailFile> files) {
        List<String> lines = new ArrayList<>();
        for (MailFile file : files) {
            String name = file.name().isBlank() ? "a file" : file.name().replaceAll("[\\[\\]()`*_<>\\\\]", " ").strip();
            if (lines.size() >= MOST_FILES) {
                lines.add("*More than " + MOST_FILES + " files came with it; the others stay with the mail.*");
                break;
            }
            try {
                byte[] bytes = file.bytes((int) largest.toBytes() + 1);
                if (bytes.length > 0) {
                    String shown = apart.execute(_ -> attachments.keep(actor, project, file.name(), bytes));
                    lines.add(shown == null ? "" : shown);
                }
            } catch (Problem refused) {
                lines.add("*" + name + " was not kept: " + refused.message().replaceFirst("^.*? is too large: ", "") + " It stays with the mail.*");
            } catch (IOException broken) {
                lines.add("*" + name + " could not be read; it stays with the mail.*");
            }
        }
        return lines.isEmpty() ? words : (words.isBlank() ? "" : words.stripTrailing() + "\n\n") + String.join("\n\n", lines);
    }
}
