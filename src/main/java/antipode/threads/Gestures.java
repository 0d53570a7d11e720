package antipode.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What one writes with two hands: `/shrug`, `/tableflip`.
@Component
class Gestures implements QuickAction.Several {

    @Override
    public List<QuickAction> actions() {
        return List.of(shrug(), tableflip());
    }

    private QuickAction shrug() {
        return new Gesture("shrug", "¯\\\\\\_(ツ)\\_/¯");
    }

    private QuickAction tableflip() {
        return new Gesture("tableflip", "(╯°□°)╯︵ ┻━┻");
    }

    private record Gesture(String name, String drawing) implements QuickAction {

        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public String arguments() {
            return "words";
        }

        @Override
        public String help() {
            return "Writes " + drawing.replace("\\", "").replace("¯_", "¯\\_") + " behind the words.";
        }

        @Override
        public @Nullable String instead(String arguments) {
            return (arguments + " " + drawing).strip();
        }

        @Override
        public Effect read(Order order) {
            throw new IllegalStateException("It is text");
        }
    }
}
