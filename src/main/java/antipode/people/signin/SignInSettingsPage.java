package antipode.people.signin;

import antipode.people.Member;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a member comes in.
///
/// @param others providers that are not linked
/// @param wished a mail address that waits for its owner's word
/// @param mails whether letters leave the house, so that another address can be confirmed
record SignInSettingsPage(
        Member member,
        SignInPolicy policy,
        boolean password,
        boolean secondStep,
        List<Passkey> passkeys,
        List<ForeignIdentity> identities,
        List<Provider> others,
        @Nullable String wished,
        boolean mails,
        String typed,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
