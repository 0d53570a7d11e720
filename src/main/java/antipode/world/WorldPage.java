package antipode.world;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A day of some people.
///
/// @param teamPath where their team is; null for any other people
/// @param people   how many they are in all, of whom so many may stand on other pages
/// @param chosen   whose overlap is shown
/// @param waits    who waits for whom; null where they are too many to ask
/// @param hiring   what somebody more would change
/// @param places   where one can look alone
record WorldPage(
        WorldQuery query, String title, @Nullable String teamPath, @Nullable String teamName, World world, Picture picture,
        World chosen, boolean ticked, @Nullable Waits waits, List<String> sentences, @Nullable Hiring hiring, List<String> places,
        int pages)
        implements Page {

    /// So many are drawn on one page.
    static final int DRAWN = 100;

    String coverage() {
        return Said.coverage(world);
    }

    String overlap() {
        return Said.overlap(chosen);
    }

    String next() {
        return Said.next(chosen);
    }

    String sharing() {
        int many = chosen.rows().size() + chosen.unstated().size();
        return many <= 4 ? Said.names(chosen.rows().isEmpty() ? chosen.unstated() : chosen.rows()) : ticked ? "the " + many + " ticked" : "all " + many;
    }

    /// What they share, beside the picture: "12:00–13:00"
    String shared() {
        var overlap = chosen.overlap();
        return !chosen.unstated().isEmpty() || overlap.isEmpty() ? "none" : overlap.clock(world.reader());
    }

    List<String> ahead() {
        return Said.ahead(world);
    }

    List<String> steps() {
        return Picture.spoken(world);
    }

    int atWorkNow() {
        return world.coverage().at(world.now());
    }

    String unstated() {
        return Said.names(world.unstated());
    }

    boolean large() {
        return world.rows().size() + world.unstated().size() > 12 || query.narrowed();
    }
}
