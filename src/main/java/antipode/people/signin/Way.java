package antipode.people.signin;

import java.util.Locale;

/// A way of coming in.
public enum Way {
    PASSWORD("with a password", false),
    LINK("by a link", false),
    /// It asks for the device and for a finger, a face or its PIN.
    PASSKEY("with a passkey", true),
    /// What it asks for is the provider's matter.
    PROVIDER("through another sign-in", true),
    /// One click in the demonstration.
    DEMO("by one click", true);

    private final String words;
    private final boolean twoSteps;

    Way(String words, boolean twoSteps) {
        this.words = words;
        this.twoSteps = twoSteps;
    }

    /// As it stands after "signed in".
    String words() {
        return words;
    }

    /// Whether it is as good as two steps by itself.
    boolean twoSteps() {
        return twoSteps;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Way of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
