package antipode.mergerequests.review;

import antipode.markdown.ProseDiff;
import antipode.mergerequests.Changed;
import antipode.mergerequests.MergeRequest;
import antipode.web.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is suggested instead of some lines: as prose on a page of prose, else line by line.
record SuggestionPart(MergeRequest request, Suggestion suggestion, boolean mayApply) implements Part {

    private static final int LONGEST_PROSE = 20_000;

    /// How it reads; nothing where it isn't prose, or where nothing a reader would see changes.
    @Nullable ProseDiff prose() {
        String before = String.join("\n", suggestion.before());
        String after = String.join("\n", suggestion.after());
        if (!Changed.isPage(suggestion.path()) || before.length() + after.length() > LONGEST_PROSE) {
            return null;
        }
        ProseDiff prose = ProseDiff.of(before, after);
        return prose.isEmpty() ? null : prose;
    }

    List<String> before() {
        return suggestion.before();
    }

    List<String> after() {
        return suggestion.after();
    }

    String action() {
        return request.path() + "/suggestions";
    }

    boolean offers() {
        return mayApply && suggestion.appliable();
    }
}
