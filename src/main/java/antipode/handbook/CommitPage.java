package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.FileDiff;
import antipode.threads.Conversation;
import antipode.threads.Sheet;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One commit: what it says, what it changed, and what is said of it.
///
/// @param quotation what the field for a comment begins with
record CommitPage(
        ProjectHead head, HistoryPage.Told told, List<FileChange> files, Conversation conversation, String quotation) implements Page {


    /// @param prose for a page; other files are told line by line
    record FileChange(FileDiff diff, @Nullable ProseDiff prose) {

        String what() {
            return diff.created() ? "new" : diff.deleted() ? "removed" : diff.renamed() ? "was " + diff.oldPath() : "";
        }
    }

    /// Where one says something beside a line of a file, up to its number; nothing for whoever may not.
    @Nullable String comment(FileChange file) {
        return conversation.maySpeak()
                ? conversation.issuable().path() + "/line_comments/new?path=" + encoded(file.diff().newPath())
                        + (file.diff().renamed() ? "&old_path=" + encoded(file.diff().oldPath()) : "")
                : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What stands around the field for a comment.
    Sheet sheet() {
        return Sheet.of(conversation.issuable());
    }

    Project project() {
        return head.project();
    }

    /// What it says beyond its first line.
    String words() {
        var commit = told.commit();
        return commit.message().substring(Math.min(commit.message().length(), commit.title().length())).strip();
    }
}
