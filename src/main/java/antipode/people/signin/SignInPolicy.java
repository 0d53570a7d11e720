package antipode.people.signin;

import java.util.List;
import java.util.Locale;

/// How one may come into this workspace.
///
/// @param links mailed to whoever asks at the door; an administrator's link always opens
/// @param secondStep whether everybody is asked for a second step
/// @param domains of mail addresses whose owners may make themselves an account, in lower case; none by default
public record SignInPolicy(
        boolean passwords, boolean links, boolean passkeys, boolean providers, boolean secondStep, List<String> domains) {

    static final SignInPolicy OPEN = new SignInPolicy(true, true, true, true, false, List.of());

    boolean allows(Way way) {
        return switch (way) {
            case PASSWORD -> passwords;
            case LINK -> links;
            case PASSKEY -> passkeys;
            case PROVIDER -> providers;
            case DEMO -> true;
        };
    }

    /// Whether the owner of this mail address may make themselves an account.
    boolean welcomes(String email) {
        return domains.contains(email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT));
    }
}
