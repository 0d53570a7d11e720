package antipode.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a project brings branches together.
///
/// @param removesSource whether the branch of what is proposed goes once it is merged, if nobody says otherwise
/// @param ownersApprove whether the owners named in CODEOWNERS approve two-way doors too; one-way doors they always do
public record Merging(Method method, Squash squash, boolean removesSource, boolean ownersApprove) {

    public static final Merging USUAL = new Merging(Method.MERGE, Squash.DEFAULT_OFF, false, false);

    /// By a merge commit; by one after the branch was brought up to date; by moving the branch along. In GitLab's words.
    public enum Method {
        MERGE, REBASE_MERGE, FF;

        public static Optional<Method> of(String word) {
            return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether all commits become one. In GitLab's words.
    public enum Squash {
        NEVER, ALWAYS, DEFAULT_ON, DEFAULT_OFF;

        public static Optional<Squash> of(String word) {
            return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What becomes of somebody's wish; nothing means that nobody said anything.
        public boolean applies(@org.jspecify.annotations.Nullable Boolean wished) {
            return switch (this) {
                case NEVER -> false;
                case ALWAYS -> true;
                case DEFAULT_ON -> wished == null || wished;
                case DEFAULT_OFF -> wished != null && wished;
            };
        }

        public boolean chosen() {
            return this == DEFAULT_ON || this == DEFAULT_OFF;
        }
    }

    static Merging read(ResultSet row) throws SQLException {
        return new Merging(
                Method.of(row.getString("merge_method")).orElse(Method.MERGE),
                Squash.of(row.getString("squash_option")).orElse(Squash.DEFAULT_OFF),
                row.getBoolean("removes_source"),
                row.getBoolean("owners_approve"));
    }
}
