package antipode.people.signin;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one asks for a letter: to choose another password, or to make an account.
///
/// @param domains whose people may make themselves an account
record AskForLetterPage(MailedDeed.Kind kind, List<String> domains, String name, @Nullable String error, int status) implements Page {

    boolean account() {
        return kind == MailedDeed.Kind.ACCOUNT;
    }
}
