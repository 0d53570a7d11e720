package antipode.home;

import antipode.people.Member;
import antipode.web.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is somebody's own.
record OwnSettingsPage(Member member, Facts facts) implements Page {

    /// How it stands.
    ///
    /// @param hours as stated; nothing if none are
    record Facts(
            @Nullable String hours, int absences, @Nullable String capacity, int calendars, @Nullable String mode, @Nullable String channel,
            int sessions, int tokens, int feeds, int passkeys, boolean password, boolean secondStep) {}

    /// @param path where it is changed
    record Line(String title, String state, String path) {}

    List<Line> lines() {
        return List.of(
                new Line("Profile", member.name() + ", @" + member.username() + ", " + member.email(), "/-/settings"),
                new Line("Hours", (facts.hours() == null || facts.hours().isEmpty() ? "None stated" : facts.hours()) + ", in " + member.place(), "/-/settings/hours"),
                new Line("Time off", facts.absences() == 0 ? "None ahead" : some(facts.absences(), "absence", "absences") + " ahead", "/-/absences"),
                new Line("Capacity", capacity(), "/-/settings/capacity"),
                new Line("Notices", notices(), "/-/settings/notices"),
                new Line("Sign-in", signIn(), "/-/settings/sign-in"),
                new Line("Browsers", facts.sessions() == 1 ? "Signed in in this one alone" : "Signed in in " + facts.sessions(), "/-/settings/sessions"),
                new Line("Tokens", facts.tokens() == 0 ? "None" : some(facts.tokens(), "opens", "open") + " the workspace for programs", "/-/settings/tokens"),
                new Line("Feeds", facts.feeds() == 0 ? "None" : some(facts.feeds(), "address", "addresses"), "/-/settings/feeds"),
                new Line("Mail", "Addresses by which you write in", "/-/settings/mail"),
                new Line("Hints", "Which you want to see while you write", "/-/settings/hints"),
                new Line("Your data", "All that is kept of you, in one file", "/-/settings/my-data"));
    }

    private String capacity() {
        var state = switch (facts.capacity() == null ? "" : facts.capacity()) {
            case "focus" -> "In focus";
            case "limited" -> "Limited";
            case "at_capacity" -> "At capacity";
            case "away" -> "Away";
            case "open" -> "Open";
            default -> "Nothing said";
        };
        return facts.calendars() == 0 ? state : state + "; " + some(facts.calendars(), "calendar", "calendars") + " linked";
    }

    private String notices() {
        var when = switch (facts.mode() == null ? "" : facts.mode()) {
            case "as_it_happens" -> "As it happens, within your hours";
            case "weekly" -> "Once a week";
            case "none" -> "None; you look yourself";
            default -> "One letter when your day begins";
        };
        return "chat".equals(facts.channel()) ? when + ", in your chat" : when;
    }

    private String signIn() {
        List<String> ways = new ArrayList<>();
        if (facts.password()) ways.add("a password");
        if (facts.passkeys() > 0) ways.add(some(facts.passkeys(), "passkey", "passkeys"));
        var by = ways.isEmpty() ? "By links alone" : "By " + String.join(" and ", ways);
        return by + (facts.secondStep() ? ", with a second step" : facts.password() ? ", without a second step" : "");
    }

    private static String some(int count, String one, String many) {
        return count == 1 ? "One " + one : count + " " + many;
    }
}
