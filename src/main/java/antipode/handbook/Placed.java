package antipode.handbook;

import org.jspecify.annotations.Nullable;

/// An address that names a revision and a path in one run: `feature/tides/docs/a.md`.
record Placed(String revision, String path) {

    /// What it begins with if nothing else is known: its first step.
    static Placed split(String address, @Nullable String ref) {
        var clean = Paths.clean(address);
        if (ref != null) {
            return new Placed(ref, Paths.clean(clean.substring(ref.length())));
        }
        int slash = clean.indexOf('/');
        return slash < 0 ? new Placed(clean, "") : new Placed(clean.substring(0, slash), clean.substring(slash + 1));
    }
}
