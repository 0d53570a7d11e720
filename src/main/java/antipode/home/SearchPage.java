package antipode.home;

import antipode.issues.IssueType;
import antipode.search.Found;
import antipode.search.Snippet;
import antipode.web.Page;
import antipode.web.Tab;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found, with the words marked.
///
/// @param query as it was typed
/// @param kind  the filter, empty for everything
/// @param page  from 1
record SearchPage(String query, String kind, int page, Found found, List<Result> results) implements Page {

    static final int EACH = 20;

    /// One of them.
    ///
    /// @param reason what it is: "Issue", "Comment"
    /// @param standing where it stands, if it has states
    record Result(
            String reason,
            String path,
            Snippet title,
            Snippet snippet,
            String meta,
            IssueType.@Nullable Standing standing,
            Instant changedAt) {}

    /// Where something stands that has no words of its own for it.
    static IssueType.Standing standing(String state) {
        return switch (state) {
            case "opened" -> new IssueType.Standing("open", "Open");
            case "merged" -> new IssueType.Standing("merged", "Merged");
            default -> new IssueType.Standing("closed", "Closed");
        };
    }

    /// A kind of thing that can be found.
    enum Kind {
        ALL("", "Everything", ""),
        ISSUE("issue", "Issues", "Issue"),
        DECISION("decision", "Decisions", "Decision"),
        MERGE_REQUEST("merge_request", "Merge requests", "Merge request"),
        COMMENT("comment", "Comments", "Comment"),
        PAGE("page", "Pages", "Page");

        private final String key;
        private final String label;
        private final String word;

        Kind(String key, String label, String word) {
            this.key = key;
            this.label = label;
            this.word = word;
        }

        String word() {
            return word;
        }

        static Kind of(String key) {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            return ALL;
        }
    }

    boolean asked() {
        return !query.isBlank();
    }

    List<Tab> tabs() {
        return List.of(Kind.values()).stream()
                .map(each -> Tab.of(each.label, path(each.key, 1), each.key.equals(kind)))
                .toList();
    }

    String title() {
        return asked() ? "“" + query.strip() + "”" : "Search";
    }

    String counted() {
        return found.counted() + (found.count() == 1 ? " text has" : " texts have") + " these words";
    }

    @Nullable String before() {
        return page > 1 ? path(kind, page - 1) : null;
    }

    @Nullable String after() {
        return (long) page * EACH < Math.min(found.count(), Found.COUNTED) ? path(kind, page + 1) : null;
    }

    private String path(String kind, int page) {
        return "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + (kind.isEmpty() ? "" : "&kind=" + kind)
                + (page == 1 ? "" : "&page=" + page);
    }
}
