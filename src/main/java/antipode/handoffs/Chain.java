package antipode.handoffs;

import antipode.hours.DayBand;
import antipode.people.Person;
import antipode.web.Part;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of a thing from hand to hand as the world turns, as a picture: one row for each holder with the night, dawn and
/// day of their place, along the reader's clock. It shows the sky and who had it, and nobody's hours. Its template is
/// `handoffs/Chain.jte`.
///
/// @param legs    all of them, the first first
/// @param drawn   how many of the last are in the picture
/// @param labels  the hours below
/// @param now     where now is; nothing if it is beyond the picture
/// @param sentence what the picture says
public record Chain(
        List<Leg> legs, int drawn, List<DayBand.Mark> labels, DayBand.@Nullable Mark now, String sentence)
        implements Part {

    static final int ROW = 44;
    static final int GROUND = 18;
    private static final int ABOVE = 10;

    /// One who had it.
    ///
    /// @param from    since when; nothing if that is not on record
    /// @param until   nothing for whoever has it now
    /// @param how     "accepted", "took over"
    /// @param sky     the ground of the row
    /// @param x       where the baton arrives, and how far it is carried
    /// @param offered where it set out towards this holder; nothing for the first, or where it was taken at once
    record Leg(
            Person holder,
            @Nullable Instant from,
            @Nullable Instant until,
            String how,
            List<DayBand.Piece> sky,
            String x,
            String end,
            @Nullable String offered) {}

    List<Leg> shown() {
        return legs.subList(legs.size() - drawn, legs.size());
    }

    int earlier() {
        return legs.size() - drawn;
    }

    int height() {
        return ABOVE + drawn * ROW + 14;
    }

    int floor() {
        return ABOVE + drawn * ROW;
    }

    int top(int row) {
        return ABOVE + row * ROW + (ROW - GROUND) / 2;
    }

    int middle(int row) {
        return ABOVE + row * ROW + ROW / 2;
    }

    int labelLine() {
        return ABOVE + drawn * ROW + 10;
    }
}
