package antipode.todos;

import antipode.hours.DayBand;
import antipode.web.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose turn it is, since when and why, as it stands under the title of a thing. Its template is `todos/TurnLine.jte`.
///
/// @param path    of the thing
/// @param holders the reader first, then who waits longest
/// @param more    how many others hold a turn
/// @param nobody  what can happen now, while nobody is waited for; nothing once it has ended
/// @param deeds   what the reader can do while nobody is waited for
/// @param below   what upper rooms show below
/// @param after   what they show after the description
public record TurnLine(
        String path,
        List<Held> holders,
        int more,
        @Nullable String nobody,
        List<TurnAside.Deed> deeds,
        List<Part> below,
        List<Part> after) {

    /// A turn that is held.
    ///
    /// @param mine  whether it is the reader's own
    /// @param ours  whether it is that of a team of the reader's
    /// @param worked "3 h of it in Kei’s working time"; empty where no hours are stated
    /// @param next  "Next at work 23:30, in 6 h"; of a team, with the name of who is
    /// @param band  the hours of whoever is next, on the reader's clock; nothing if there is nobody
    /// @param asides what upper rooms know of it
    public record Held(
            Turn turn, boolean mine, boolean ours, String worked, String next, @Nullable DayBand band,
            List<TurnAside.Aside> asides) {

        /// What one can do instead of waiting.
        List<TurnAside.Deed> deeds() {
            return asides.stream().flatMap(aside -> aside.deeds().stream()).toList();
        }

        /// "Until then: go on without, or take over": what stands before the deed at this place.
        String before(int place) {
            int last = deeds().size() - 1;
            return place == 0 ? "" : place == last ? " or " : ", ";
        }

        /// The reason, ended by its own question mark or by a full stop.
        String because() {
            String because = turn.because();
            return because.endsWith("?”") ? because : because + ".";
        }
    }

    public boolean mine() {
        return holders.stream().anyMatch(Held::mine);
    }
}
