package antipode.imports;

import antipode.mergerequests.PastMergeRequests;
import antipode.mergerequests.review.DiffPosition;
import antipode.threads.Issuable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An issue or a merge request with all that happened to it, wherever it comes from. People are named by their numbers there.
///
/// @param happened in the order of its times
/// @param proposal of a merge request
record Thing(
        long external,
        Issuable.Kind kind,
        int iid,
        String title,
        String description,
        long author,
        Issuable.State state,
        boolean confidential,
        boolean locked,
        List<Long> assignees,
        List<Sticker> labels,
        @Nullable Aim milestone,
        Instant created,
        Instant updated,
        @Nullable Instant closed,
        @Nullable Long closedBy,
        @Nullable LocalDate due,
        @Nullable Integer weight,
        List<Award> awards,
        List<Happening> happened,
        @Nullable Proposal proposal) {

    /// @param priority nothing where none was given there
    record Sticker(String name, String color, String description, @Nullable Integer priority) {}

    record Aim(
            String title, String description, int iid, boolean active, @Nullable LocalDate start, @Nullable LocalDate due, Instant created,
            Instant updated) {}

    record Award(String name, long by) {}

    sealed interface Happening {

        Instant at();
    }

    /// @param discussion what belongs together has the same; empty if it stands alone
    /// @param place      beside which lines it was said
    record Said(
            long author,
            String body,
            Instant at,
            String discussion,
            boolean resolvable,
            @Nullable Instant resolvedAt,
            @Nullable Long resolvedBy,
            DiffPosition.@Nullable Wish place,
            List<Award> awards)
            implements Happening {}

    record Noted(@Nullable Long by, String action, Map<String, String> detail, Instant at) implements Happening {}

    /// @param mergedBy by their number there
    record Proposal(PastMergeRequests.Proposed proposed, @Nullable Long mergedBy, List<Long> reviewers, List<Approval> approvals) {}

    record Approval(long by, Instant at) {}
}
