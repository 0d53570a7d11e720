package antipode.people.signin;

import antipode.people.Member;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of things that open the workspace with a member's rights: browsers, tokens, addresses of feeds. Each room that
/// gives such out declares its kind as a bean; they stand in the order of Spring's `@Order`. What is revoked opens nothing
/// from the next request on.
public interface Keys {

    /// One of them.
    ///
    /// @param id within its kind, as it stands in an address
    /// @param what it opens, or how it was made; may be empty
    /// @param lastPlace the address it was last used from
    /// @param here whether it is the one by which the member is looking at it
    record Key(String id, String name, String what, Instant createdAt, @Nullable Instant lastUsedAt, @Nullable String lastPlace, boolean here) {}

    /// A word for addresses.
    String kind();

    String title();

    /// Those that still open something, the newest first.
    ///
    /// @param session the id of the session that looks
    List<Key> of(Member member, String session);

    /// False if the member has no such key.
    boolean revoke(Member member, String id);
}
