package antipode.threads;

import antipode.hints.Hints;
import java.util.List;

/// A text as it will look, and what it orders.
///
/// @param html   with links for its writer
/// @param orders "Assigns Kei.", or why that can't be
/// @param hints  what will read differently elsewhere or later
public record Preview(String html, List<QuickActions.Preview> orders, Hints.Shown hints) {

    boolean empty() {
        return html.isBlank() && orders.isEmpty();
    }
}
