package antipode.issues;

import antipode.asks.Composer;
import antipode.asks.OpenAsks;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.Around;
import antipode.threads.Citations;
import antipode.threads.Conversation;
import antipode.threads.Facts;
import antipode.todos.TurnLine;
import antipode.web.Page;
import antipode.web.Part;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An issue: what it is, whose turn it is, what one can do now, and the record.
///
/// @param standing   where it stands, if its type has words of its own for it
/// @param panels     what its type shows
/// @param composer   nothing for whoever may only read
/// @param bookmark   the reader's own bookmark
/// @param mayEdit    whether the reader may change, close and reopen it
/// @param turns      whether its type lets it be closed, or opened again, as it is
/// @param today      on the reader's calendar
record IssuePage(
        Project project,
        Issue issue,
        IssueType type,
        IssueType.@Nullable Standing standing,
        IssueType.Panels panels,
        Actor reader,
        Conversation conversation,
        TurnLine turn,
        @Nullable Composer composer,
        OpenAsks asks,
        Around around,
        Facts facts,
        List<Citations.Link> links,
        LinksPart related,
        List<Part> sections,
        @Nullable Long bookmark,
        boolean mayEdit,
        boolean turns,
        LocalDate today)
        implements Page {

    private static final int WORDS_A_MINUTE = 220;

    @Override
    public int status() {
        return composer == null ? 200 : composer.status();
    }

    /// "4 min to read"; nothing for what is read at a glance.
    @Nullable String readingTime() {
        long words = issue.header().description().codePoints().filter(Character::isWhitespace).count() + 1;
        long minutes = words / WORDS_A_MINUTE;
        return minutes < 1 ? null : minutes + 1 + " min to read";
    }

    /// "2 of 5 done"; nothing where there are no tasks.
    @Nullable String tasks() {
        return antipode.threads.TasksJson.of(issue.header()).progress();
    }

    /// "proposal", "confidential issue"
    String kind() {
        return (issue.header().confidential() ? "confidential " : "") + type.name();
    }

    String visibleTo() {
        if (issue.header().confidential()) {
            return "whom it concerns, and reporters upwards";
        }
        return switch (project.visibility()) {
            case PUBLIC -> "everyone";
            case INTERNAL -> "all members";
            case PRIVATE -> "members of the project";
        };
    }

    /// Whether the reader may take it from this project to another.
    boolean mayMove() {
        return conversation.role().atLeast(antipode.projects.Role.REPORTER);
    }

    String hearing() {
        int count = around.subscribers();
        return count == 0 ? "Nobody subscribes." : count == 1 ? "1 person subscribes." : count + " people subscribe.";
    }

    boolean open() {
        return issue.header().open();
    }

    static String stateOf(Citations.Link link) {
        return switch (link.other().state()) {
            case OPENED -> "open";
            case CLOSED -> "closed";
            case MERGED -> "merged";
        };
    }

    String referenceOf(Citations.Link link) {
        return link.other().projectPath().equals(issue.header().projectPath())
                ? link.other().reference()
                : link.other().fullReference();
    }
}
