package antipode.database;

/// Why Antipode does not start, in one sentence that says what to do, and the exit code of the command line.
public final class CannotStart extends RuntimeException {

    /// The reasons; the codes are written down in `docs/command-line.md`.
    public enum Reason {
        PORT(12),
        FOLDER(13),
        IN_USE(14),
        OTHER_MAJOR_VERSION(15),
        UNREACHABLE(16),
        UNSUITED(17),
        NEWER_SCHEMA(18),
        POSTGRESQL(19),
        NOT_RUNNING(20),
        DAMAGED_ARCHIVE(21),
        USED_WORKSPACE(22),
        CONFIGURATION(23),
        CANNOT_WRITE(24);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    private final Reason reason;

    public CannotStart(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
