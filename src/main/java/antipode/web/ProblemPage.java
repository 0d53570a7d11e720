package antipode.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says that something was refused, why, and what one can do now.
///
/// `reference` is what the log calls it, when it broke here; `words` are what somebody had written, lest it be lost.
record ProblemPage(
        int status, String sentence, Map<String, String> fields, @Nullable String reference, String words)
        implements Page {

    static ProblemPage of(Problem problem) {
        return new ProblemPage(problem.status(), problem.message(), problem.fields(), null, "");
    }

    static ProblemPage of(int status, @Nullable String sentence) {
        return new ProblemPage(status, sentence == null ? "" : sentence, Map.of(), null, "");
    }

    static ProblemPage broken(String reference) {
        return new ProblemPage(500, "", Map.of(), reference, "");
    }

    ProblemPage keeping(String words) {
        return new ProblemPage(status, sentence, fields, reference, words);
    }

    String title() {
        return switch (status) {
            case 400 -> "This request can’t be read";
            case 401 -> "Sign in to go on";
            case 403 -> "This isn’t open to you";
            case 404, 410 -> "Nothing stands here";
            case 405 -> "This can’t be done here";
            case 409 -> "Somebody was faster";
            case 413 -> "That is too large";
            case 422 -> "Not saved";
            case 429 -> "That was too often";
            case 503 -> "Not ready yet";
            default -> status < 500 ? "This was refused" : "Something broke here";
        };
    }

    /// What one can do now.
    String advice() {
        return switch (status) {
            case 400 -> "Go back and try it again. If a link brought you here, the link is broken.";
            case 401 -> "What you asked for is for members.";
            case 403 -> "Whoever answers for the project, or runs this workspace, can open it to you.";
            case 404, 410 -> "It may have moved, or never have been. Search finds things by their words.";
            case 405 -> "Go back to the page you came from and use its own buttons.";
            case 409 -> "Go back: your text is still in the form. Load the page beside it, compare and save again.";
            case 413 -> "Send less at once, or link to where it lies.";
            case 422 -> "Go back: your text is still in the form. Mend what is named and save again.";
            case 429 -> "Wait a minute, then go on where you were.";
            case 503 -> "Load the page again in a moment.";
            default ->
                status < 500
                        ? "Go back and try it another way."
                        : "It isn’t your doing. Nothing was half saved: what you did either stands or was never done.";
        };
    }

    /// The sentence that came with it, unless the advice already says as much.
    boolean hasSentence() {
        return !sentence.isBlank();
    }
}
