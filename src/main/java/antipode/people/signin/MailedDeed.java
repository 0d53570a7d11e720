package antipode.people.signin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a link in a letter does, once, within an hour.
///
/// @param memberId whose; null for somebody without an account
/// @param email the address that is proven by it; null for a password
record MailedDeed(Kind kind, @Nullable Long memberId, @Nullable String email) {

    enum Kind {
        PASSWORD, EMAIL, ACCOUNT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
