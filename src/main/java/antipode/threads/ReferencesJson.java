package antipode.threads;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How one writes a thing: within its project, beside it, and from anywhere.
public record ReferencesJson(@JsonProperty("short") String shortly, String relative, String full) {

    public static ReferencesJson of(Issuable issuable) {
        return new ReferencesJson(issuable.reference(), issuable.reference(), issuable.fullReference());
    }
}
