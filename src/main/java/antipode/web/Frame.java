package antipode.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every page knows: who looks, when, where they are, and the places they may go to.
///
/// `address` is the server's own, without a slash at the end. `notices` gives, once, what came over a redirect: only a whole
/// page asks for it, so that a part fetched meanwhile does not take it away.
public record Frame(
        Viewer viewer,
        Instant now,
        String path,
        String address,
        List<MenuItem> menu,
        Supplier<@Nullable Notice> notices) {

    /// "Today 16:52", "Tomorrow 05:00", "Wed 12:00", "3 Nov, 12:00", "3 Nov 2025", on the viewer's clock.
    public String time(Instant at) {
        return times().time(at);
    }

    /// The same within a sentence: "today 16:52".
    public String within(Instant at) {
        return times().within(at);
    }

    /// "Mon 16 Nov, 00:40"
    public String exact(Instant at) {
        return times().exact(at);
    }

    /// "Fri 27 Nov", or "1 Mar 2027" in another year.
    public String date(LocalDate date) {
        return times().date(date);
    }

    /// "Today 16:52, São Paulo 13:52"
    public String both(Instant at, ZoneId theirs, String place) {
        return times().both(at, theirs, place);
    }

    /// In one of the forms "time", "within", "exact", "clock", "day", "distance", "full".
    public String in(String form, Instant at) {
        return switch (form) {
            case "time" -> times().time(at);
            case "within" -> times().within(at);
            case "exact" -> times().exact(at);
            case "clock" -> times().clock(at);
            case "day" -> times().day(at);
            case "distance" -> times().distance(at);
            case "full" -> times().full(at);
            default -> throw new IllegalArgumentException("No form of time is called " + form);
        };
    }

    /// Everything else about times.
    public Times times() {
        return new Times(now, viewer.zone());
    }

    /// What the browser may choose from for its own parts.
    public String colorScheme() {
        return switch (viewer.appearance()) {
            case AUTOMATIC -> "light dark";
            case LIGHT -> "light";
            case DARK -> "dark";
        };
    }

    /// The places of one part of the menu.
    public List<MenuItem> menu(MenuItem.Where where) {
        return menu.stream().filter(item -> item.where() == where).toList();
    }

    /// Where a file of `static/` is served from, by its content.
    public String asset(String name) {
        return Assets.url(name);
    }
}
