package antipode.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A personal access token: what a program shows instead of its member. The text itself is known to its owner alone.
public record Token(
        long id,
        long memberId,
        String name,
        Set<String> scopes,
        @Nullable LocalDate expiresOn,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress,
        @Nullable Instant revokedAt) {

    /// What a token can be allowed, in the order of the form.
    public static final List<String> SCOPES =
            List.of("api", "read_api", "read_user", "read_repository", "write_repository", "sudo");

    public boolean active(LocalDate today) {
        return revokedAt == null && !expired(today);
    }

    /// The last day of a token is the one before it expires.
    public boolean expired(LocalDate today) {
        return expiresOn != null && !today.isBefore(expiresOn);
    }
}
