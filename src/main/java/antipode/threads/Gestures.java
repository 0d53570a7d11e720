package antipode.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What one writes with two hands: `/shrug`, `/tableflip`.
@Configuration(proxyBeanMethods = false)
class Gestures {

    @Bean
    QuickAction shrug() {
        return new Gesture("shrug", "¯\\\\\\_(ツ)\\_/¯");
    }

    @Bean
    QuickAction tableflip() {
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
