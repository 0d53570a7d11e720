package antipode.people.signin;

import antipode.people.Member;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one may come into the workspace, for an administrator; and who couldn't any more if it were as the form has it.
///
/// @param mails whether letters leave the house, so that links can be mailed
/// @param oneStep how many have no second step yet
/// @param locked who could not come in by themselves
/// @param hopeless whether none of the administrators could
record PolicyPage(
        SignInPolicy policy,
        String domains,
        boolean mails,
        List<ProviderLine> providers,
        int oneStep,
        List<Member> locked,
        boolean hopeless,
        Map<String, String> errors)
        implements Page {

    /// A provider as it is configured.
    ///
    /// @param found what was found when it was tried just now; null if nobody tried
    record ProviderLine(Provider provider, String back, int members, @Nullable String found) {}

    @Override
    public int status() {
        return !locked.isEmpty() ? 409 : errors.isEmpty() ? 200 : 422;
    }
}
