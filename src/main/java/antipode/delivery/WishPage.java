package antipode.delivery;

import antipode.web.Choice;
import antipode.web.Page;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How and when one is told, and the form to say otherwise.
///
/// @param when  when the next letter would go out: "Your next letter goes out tomorrow 09:00, when your day begins."
/// @param wrong what is wrong with what was sent
record WishPage(Wish wish, String when, @Nullable ChatRoom chat, @Nullable String wrong) implements Page {

    @Override
    public int status() {
        return wrong == null ? 200 : 422;
    }

    List<Mode> modes() {
        return List.of(Mode.values());
    }

    List<Level> levels() {
        return Arrays.stream(Level.values()).filter(level -> level != Level.GLOBAL).toList();
    }

    List<Level.Event> events() {
        return List.of(Level.Event.values());
    }

    static List<Choice> channels() {
        return List.of(new Choice("mail", "Mail"), new Choice("chat", "My chat"));
    }
}
