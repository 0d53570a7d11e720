package antipode.home;

import antipode.todos.TodoSettings;
import antipode.web.Choice;
import antipode.web.Page;
import java.util.List;

/// What one wishes of one's list.
record TodoSettingsPage(TodoSettings.Wish wish) implements Page {

    static List<Choice> clearings() {
        return List.of(
                new Choice("never", "never; I clear it myself"),
                new Choice("day", "when my working day ends"),
                new Choice("week", "when my working week ends"));
    }
}
