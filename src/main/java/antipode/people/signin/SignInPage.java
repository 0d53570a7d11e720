package antipode.people.signin;

import antipode.people.Member;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one signs in; in a demonstration, as any of its cast.
///
/// @param mails whether a link can be mailed
record SignInPage(String name, String next, @Nullable String error, int status, boolean mails, SignInPolicy policy,
        List<Provider> providers, List<CastMember> cast) implements Page {

    /// Somebody of the demonstration, with the time where they are.
    record CastMember(Member member, String clock, String atWork) {}
}
