package antipode.threads;

import org.jspecify.annotations.Nullable;

/// A column in which people's words stand that belong to a thread.
///
/// @param html   the column beside it in which they stand rendered, if there is one
/// @param thread the id of the thing, as an expression over the row; nothing if the row has a `project_id` instead
/// @param note   the id of the note whose words are copied there, as an expression; nothing where they are the row's own
/// @param title  whether the title of the thing is copied there
/// @param json   whether it holds JSON
public record WordPlace(
        String table, String column, @Nullable String html, @Nullable String thread, @Nullable String note, boolean title, boolean json) {

    /// The words of a table that names its thing as `issuable_id`.
    public static WordPlace of(String table, String column) {
        return new WordPlace(table, column, null, "issuable_id", null, false, false);
    }

    /// The same in a column of JSON.
    public static WordPlace ofJson(String table, String column) {
        return new WordPlace(table, column, null, "issuable_id", null, false, true);
    }

    /// With the column in which the words stand rendered.
    public WordPlace rendered(String column) {
        return new WordPlace(table, this.column, column, thread, note, title, json);
    }

    /// With another expression for the id of the thing.
    public WordPlace in(@Nullable String expression) {
        return new WordPlace(table, column, html, expression, note, title, json);
    }

    /// Words that another note said first.
    public WordPlace copiedFrom(String expression) {
        return new WordPlace(table, column, html, thread, expression, title, json);
    }

    /// Words that are the title of the thing.
    public WordPlace titles() {
        return new WordPlace(table, column, html, thread, note, true, json);
    }
}
