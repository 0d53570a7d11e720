package antipode.issues;

import antipode.threads.Issuable;
import java.time.Instant;

/// What an issue is to another one, seen from the first.
///
/// @param other the other issue, which the reader may see
public record IssueLink(long id, Relation relation, Issuable other, Instant createdAt) {

    /// Seen from one end.
    public enum Relation {
        RELATES("relates", "relates_to", true, "Related", "is related to"),
        BLOCKS("blocks", "blocks", true, "Blocks", "blocks"),
        IS_BLOCKED_BY("blocks", "is_blocked_by", false, "Blocked by", "is blocked by"),
        DUPLICATES("duplicates", "relates_to", true, "Duplicate of", "is a duplicate of"),
        IS_DUPLICATED_BY("duplicates", "relates_to", false, "Duplicates", "is what this says again:");

        private final String kind;
        private final String apiName;
        private final boolean outgoing;
        private final String title;
        private final String words;

        Relation(String kind, String apiName, boolean outgoing, String title, String words) {
            this.kind = kind;
            this.apiName = apiName;
            this.outgoing = outgoing;
            this.title = title;
            this.words = words;
        }

        /// As stored, together with [#outgoing].
        String kind() {
            return kind;
        }

        /// Whether the first issue is the source of what is stored.
        boolean outgoing() {
            return outgoing;
        }

        /// GitLab's `link_type`, which has no word for duplicates.
        public String apiName() {
            return apiName;
        }

        /// The heading above such links: "Blocked by".
        public String title() {
            return title;
        }

        /// Between the two in a sentence: "#3 blocks #5".
        public String words() {
            return words;
        }

        /// As seen from the other end.
        Relation back() {
            return switch (this) {
                case RELATES -> RELATES;
                case BLOCKS -> IS_BLOCKED_BY;
                case IS_BLOCKED_BY -> BLOCKS;
                case DUPLICATES -> IS_DUPLICATED_BY;
                case IS_DUPLICATED_BY -> DUPLICATES;
            };
        }

        /// As it stands in the path of an event: "blocks", "is blocked by".
        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Relation of(String kind, boolean outgoing) {
            for (Relation relation : values()) {
                if (relation.kind.equals(kind) && (relation.outgoing == outgoing || relation == RELATES)) {
                    return relation;
                }
            }
            throw new IllegalArgumentException(kind);
        }
    }
}
