package antipode.outgoing;

/// A request that was not made, or got no answer that could be taken. The message is a sentence for whoever gave the
/// address; it names the host at most, as the rest of an address may be a secret.
public final class OutgoingFailure extends Exception {

    /// What went wrong. With [#lasting] it is wrong for as long as the address stays as it is.
    public enum Why {
        /// The address is none, or of a form that only serves to hide where it leads.
        ODD_ADDRESS(true),
        /// It leads into a network that may not be reached from here.
        INSIDE(true),
        /// No such host, or nobody could say in time where it is.
        UNKNOWN_HOST(false),
        UNREACHABLE(false),
        /// The certificate is not valid for the host.
        UNTRUSTED(false),
        TOO_SLOW(false),
        TOO_LARGE(false),
        /// Too many redirects, or one that may not be followed.
        REDIRECTED(false),
        /// What came back is no answer.
        GARBLED(false);

        private final boolean lasting;

        Why(boolean lasting) {
            this.lasting = lasting;
        }

        public boolean lasting() {
            return lasting;
        }
    }

    private final Why why;

    OutgoingFailure(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /// The sentence, never absent.
    public String sentence() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
