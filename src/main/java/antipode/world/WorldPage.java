package antipode.world;

import antipode.hours.FairTime;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A day of some people.
///
/// @param teamPath where their team is; null for any other people
/// @param people   how many they are in all, of whom so many may stand on other pages
/// @param chosen   whose overlap is shown
/// @param waits    who waits for whom; null where they are too many to ask
/// @param hiring   what somebody more would change
/// @param places   where one can look alone
/// @param reader   who looks
record WorldPage(
        WorldQuery query, String title, @Nullable String teamPath, @Nullable String teamName, World world, Picture picture,
        World chosen, boolean ticked, @Nullable Waits waits, List<String> sentences, @Nullable Hiring hiring, List<String> places,
        int pages, long reader)
        implements Page {

    /// So many are drawn on one page.
    static final int DRAWN = 100;

    private static final int MOST_ASKED = 20;
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    String coverage() {
        return Said.coverage(world);
    }

    String overlap() {
        return Said.overlap(chosen);
    }

    /// Where one begins to write to whoever shares this: an issue whose text asks them, by the time that is fair; empty where there
    /// is nobody to ask, or more than one would.
    String write() {
        List<Row> asked = Stream.concat(chosen.rows().stream(), chosen.unstated().stream())
                .filter(row -> row.member() != null && row.member().id() != reader)
                .toList();
        if (asked.isEmpty() || asked.size() > MOST_ASKED) {
            return "";
        }
        String due = FairTime.of(world.now(), asked.stream().map(row -> new FairTime.Asked<>(row, row.firstName(), row.schedule())).toList())
                .due()
                .map(at -> " by " + DUE.format(at.atZone(world.reader())))
                .orElse("");
        String order = "\n\n/ask " + String.join(" ", asked.stream().map(row -> "@" + row.username()).toList()) + due;
        return "/-/issues/new?description=" + UriUtils.encode(order, StandardCharsets.UTF_8);
    }

    String next() {
        return Said.next(chosen);
    }

    String sharing() {
        int many = chosen.rows().size() + chosen.unstated().size();
        return many <= 4 ? Said.names(chosen.rows().isEmpty() ? chosen.unstated() : chosen.rows()) : ticked ? "the " + many + " ticked" : "all " + many;
    }

    /// What they share, beside the picture: "12–13, 19:30–20"
    String shared() {
        var overlap = chosen.overlap();
        return !chosen.unstated().isEmpty() || overlap.isEmpty() ? "none" : overlap.clock(world.reader()).replace(" and ", ", ").replaceAll("(\\d\\d):00", "$1");
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
