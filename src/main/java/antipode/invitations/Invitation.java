package antipode.invitations;

import antipode.people.Member;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invitation to one mail address, or a link that several may follow.
///
/// @param email nothing for a link
/// @param name as whoever invited them believes; may be empty, as the username may
/// @param external whether they come from outside: they see only what is public or what they are invited to
/// @param linkId the link by which they came and proved their address
/// @param uses how many have accepted, of at most `mostUses`
record Invitation(
        long id,
        @Nullable String email,
        String name,
        String username,
        @Nullable ZoneId zone,
        boolean external,
        long inviterId,
        String inviter,
        @Nullable Long linkId,
        int mostUses,
        int uses,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Member acceptedBy,
        @Nullable Instant acceptedAt,
        List<Gift> gifts) {

    boolean link() {
        return email == null;
    }

    boolean open(Instant now) {
        return revokedAt == null && uses < mostUses && expiresAt.isAfter(now);
    }
}
