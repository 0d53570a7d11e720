package antipode.people;

import antipode.web.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is asking: a member, or nobody; and by which token, if not from a session of the browser.
///
/// @param scopes what the token may be used for; empty, and without meaning, for a session
public record Actor(@Nullable Member member, Set<String> scopes, @Nullable Long tokenId) {

    /// The one scope of whoever comes with the address of a feed: it opens that feed and no other handler.
    public static final String FEED = "feed";

    private static final Actor NOBODY = new Actor(null, Set.of(), null);

    public static Actor nobody() {
        return NOBODY;
    }

    public static Actor of(Member member) {
        return new Actor(member, Set.of(), null);
    }

    public boolean administrator() {
        return member != null && member.administrator();
    }

    public boolean signedIn() {
        return member != null;
    }

    /// The member, where only members may be; nobody is asked to sign in.
    public Member require() {
        if (member == null) throw Problem.unauthorized();
        return member;
    }

    public long id() {
        return require().id();
    }

    public @Nullable Long idOrNull() {
        return member == null ? null : member.id();
    }

    public boolean is(long memberId) {
        return member != null && member.id() == memberId;
    }

    /// Whether the actor's token may do what this scope allows; a session may do everything.
    public boolean has(String scope) {
        return tokenId == null || scopes.contains(scope);
    }
}
