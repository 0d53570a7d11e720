package antipode.onboarding;

import antipode.mail.Letters;
import antipode.people.Actor;
import antipode.web.PublicAddress;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What leads an administrator from an empty workspace to its first merged change. Each step is done when it is so, however
/// that came about.
@Component
class Checklist {

    private final JdbcClient jdbc;
    private final Letters letters;
    private final PublicAddress address;

    Checklist(JdbcClient jdbc, Letters letters, PublicAddress address) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.address = address;
    }

    /// @param action what the link to `path` says; nothing where it is done outside the browser
    record Step(boolean done, String title, String why, String path, String action) {}

    /// @param handbook whether there is a page to read, or will be in a moment
    record Standing(boolean handbook, List<Step> steps) {}

    private record Facts(boolean hours, boolean handbook, boolean colleagues, boolean merged) {}

    Standing of(Actor actor) {
        Facts facts = jdbc.sql("""
                        select exists (select from member_hours where member_id = :me) hours,
                               exists (select from page) or exists (select from project where path = :handbook) handbook,
                               (select count(*) from (select from member where state = 'active' limit 2) few) > 1 colleagues,
                               exists (select from issuable where kind = 'merge_request' and state = 'merged') merged""")
                .param("me", actor.id())
                .param("handbook", StarterHandbook.PATH)
                .query(Facts.class)
                .single();
        return new Standing(facts.handbook(), List.of(
                new Step(!address.known().isEmpty(), "Say the public address",
                        address.known().isEmpty()
                                ? "Links in letters need it. Until then they lead to " + address.base() + ", which only this machine knows."
                                : "Links in letters lead to " + address.known() + ".",
                        "/-/admin#address", "Say it"),
                new Step(letters.leaveTheHouse(), "Let letters go out",
                        letters.leaveTheHouse()
                                ? "They go by the server that ANTIPODE_MAIL_HOST names."
                                : "Start the server with ANTIPODE_MAIL_HOST. Until then letters are kept where you can read them.",
                        "/-/admin/mail", "See the letters"),
                new Step(facts.hours(), "State your hours",
                        "So that others see when you are next at work. A statement, never an obligation.",
                        "/-/settings/hours", "Your hours"),
                new Step(facts.handbook(), "Begin the handbook",
                        "The one place where it stands how you work.", "", ""),
                new Step(facts.colleagues(), "Bring somebody in",
                        "Invite them by mail, many at a time, or by a link.", "/-/invitations", "Invite people"),
                new Step(facts.merged(), "Merge a first change",
                        "Edit a page of the handbook, have it read by somebody in their own hours, and merge it.",
                        "/-/handbooks", "Choose a page")));
    }
}
