package antipode.mail;

import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where mail to us comes in: one address with a key in it, as `incoming+%{key}@example.org` or `%{key}@in.example.org`;
/// or none.
@Component
public class ReplyAddress {

    private static final String KEY = "%{key}";

    private final String before;
    private final String after;

    ReplyAddress(@Value("${antipode.mail.incoming.address:}") String pattern) {
        String address = pattern.strip();
        int at = address.indexOf(KEY);
        if (!address.isEmpty() && (at < 0 || at > address.indexOf('@') || address.matches("(?s).*[\\s<>\",;].*"))) {
            throw new IllegalStateException(
                    "ANTIPODE_MAIL_INCOMING_ADDRESS must have %{key} before its @, as in incoming+%{key}@example.org");
        }
        this.before = at < 0 ? "" : address.substring(0, at);
        this.after = at < 0 ? "" : address.substring(at + KEY.length());
    }

    /// Whether mail can be answered at all.
    public boolean exists() {
        return !after.isEmpty();
    }

    /// The address with this key in it.
    public Optional<String> of(String key) {
        return exists() ? Optional.of(before + key + after) : Optional.empty();
    }

    /// The key in an address of ours, in lower case; nothing for any other address.
    public Optional<String> key(String address) {
        String plain = address.strip().toLowerCase(Locale.ROOT);
        String first = before.toLowerCase(Locale.ROOT);
        String last = after.toLowerCase(Locale.ROOT);
        return exists() && plain.length() > first.length() + last.length() && plain.startsWith(first) && plain.endsWith(last)
                ? Optional.of(plain.substring(first.length(), plain.length() - last.length()))
                : Optional.empty();
    }

    /// The part behind the @.
    public String host() {
        return after.substring(after.indexOf('@') + 1);
    }
}
