package antipode.markdown;

import org.jspecify.annotations.Nullable;

/// Where the relative targets of a text lead: a page of the handbook is read at another address than its file.
/// Asked only for targets without a scheme and without a host; the fragment has been taken off and is put back afterwards.
public interface Links {
    /// Leaves every target as it is written.
    Links AS_WRITTEN = new Links() {};

    /// The address to go to instead of `target`, which stands in a link.
    default String link(String target) {
        return target;
    }

    /// The address of the picture `target`.
    default String image(String target) {
        return target;
    }

    /// Where a picture is drawn from the code block that begins at a line of the text; nothing where it is only read.
    ///
    /// @param language as the text names it
    default @Nullable String drawing(String language, int line) {
        return null;
    }
}
