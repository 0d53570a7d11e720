package antipode.web;

import org.jspecify.annotations.Nullable;

/// One part of something that is shown in parts.
public record Tab(String label, String path, boolean current, @Nullable String count) {

    public static Tab of(String label, String path, boolean current) {
        return new Tab(label, path, current, null);
    }
}
