package antipode.people.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key on a device of a member, which opens the door after the device has asked for a finger, a face or its PIN.
///
/// @param backedUp whether the device keeps it somewhere else as well, so that it outlives the device
record Passkey(
        long id,
        long memberId,
        String name,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress) {}
