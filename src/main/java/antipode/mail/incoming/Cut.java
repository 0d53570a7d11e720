package antipode.mail.incoming;

/// Words, parted in what somebody wrote and what their mail program put below: quotations, signatures.
///
/// @param cut empty if nothing was cut
public record Cut(String kept, String cut) {

    Cut and(Cut next) {
        return new Cut(joined(kept, next.kept), joined(cut, next.cut));
    }

    private static String joined(String one, String other) {
        return one.isBlank() ? other : other.isBlank() ? one : one + "\n\n" + other;
    }
}
