package antipode.delivery;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of how much one hears in one place, and the form to say otherwise.
///
/// @param wrong what is wrong with what was sent
record LevelPage(Place place, Levels.Stated stated, @Nullable String wrong) implements Page {

    @Override
    public int status() {
        return wrong == null ? 200 : 422;
    }

    static String words(Place place, Level level) {
        if (place.thing() != null) {
            return switch (level) {
                case GLOBAL -> "As its project says";
                case WATCH -> "Everything that happens in it";
                case MENTION -> "Only where I am named, or somebody waits for me";
                default -> "Nothing";
            };
        }
        return level == Level.GLOBAL
                ? place.team() == null ? "As its team says, or I say for everywhere" : "As the team above says, or I say for everywhere"
                : level.words();
    }

    List<Level> levels() {
        return place.levels();
    }

    List<Level.Event> events() {
        return List.of(Level.Event.values());
    }
}
