package antipode.mergerequests;

import antipode.web.Problem;
import java.util.Locale;

/// What a review comes to.
public enum Verdict {
    COMMENT("comment"),
    APPROVE("approve"),
    CHANGES("changes"),
    /// A request for changes that was taken back, or set aside by a maintainer.
    SET_ASIDE("set aside");

    private final String key;

    Verdict(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    static Verdict of(String key) {
        for (Verdict verdict : values()) {
            if (verdict.key.equals(key)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(key);
    }

    /// As somebody chose it in a form or said it to the API.
    public static Verdict said(String said) {
        return switch (said.strip().toLowerCase(Locale.ROOT)) {
            case "", "comment", "reviewed" -> COMMENT;
            case "approve", "approved" -> APPROVE;
            case "changes", "request_changes", "requested_changes" -> CHANGES;
            default -> throw Problem.invalid("verdict", "is comment, approve or changes");
        };
    }
}
