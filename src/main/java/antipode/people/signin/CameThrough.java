package antipode.people.signin;

import antipode.people.Member;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A member came in through a provider, which said in which groups they are there.
///
/// @param groups null if it said nothing of groups
public record CameThrough(Member member, Provider provider, @Nullable Set<String> groups) {}
