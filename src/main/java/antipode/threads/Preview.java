package antipode.threads;

import java.util.List;

/// A text as it will look, and what it orders.
///
/// @param html   with links for its writer
/// @param orders "Assigns Kei.", or why that can't be
public record Preview(String html, List<QuickActions.Preview> orders) {

    boolean empty() {
        return html.isBlank() && orders.isEmpty();
    }
}
