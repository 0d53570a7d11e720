package antipode.web;

import org.jspecify.annotations.Nullable;

/// A step of the way to a page; the last one leads nowhere.
public record Crumb(String label, @Nullable String path) {

    public static Crumb of(String label, String path) {
        return new Crumb(label, path);
    }

    public static Crumb here(String label) {
        return new Crumb(label, null);
    }
}
