package antipode.mergerequests.review;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which part of the changes somebody wants to see, and how.
///
/// @param from     the version to compare with; nothing where that wasn't said; 0 for all that is proposed
/// @param to       the version that is looked at; nothing for the last
/// @param page     of the files, from 1
/// @param path     of the one file that is looked at; nothing for all of them
/// @param overview whether it stands on the merge request's own page, among other things
public record Asked(View view, @Nullable Long from, @Nullable Long to, int page, @Nullable String path, boolean overview) {

    public enum View {
        PROSE("Prose"), SOURCE("Source"), SIDE("Side by side"), PAGES("Pages");

        private final String word;

        View(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static View of(String key) {
            for (View view : values()) {
                if (view.key().equals(key)) {
                    return view;
                }
            }
            return PROSE;
        }
    }

    public static Asked of(String view, String from, String to, int page, @Nullable String path, boolean overview) {
        return new Asked(
                View.of(view), from.equals("base") ? Long.valueOf(0) : number(from), number(to), Math.clamp(page, 1, 100_000),
                path == null || path.isEmpty() ? null : path, overview);
    }

    /// The merge request's own page as one comes to it.
    public static Asked usual() {
        return of("", "", "", 1, null, true);
    }

    private static @Nullable Long number(String text) {
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
