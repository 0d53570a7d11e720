package antipode.invitations;

import antipode.projects.Role;
import antipode.web.Frame;
import antipode.web.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is invited to a place, with the forms to invite more.
///
/// @param link right after it was made, whole
/// @param linked the invitation that it belongs to; nothing for a new one that several may follow
/// @param administrator whether the reader may choose if they come from outside
/// @param mails whether letters leave
record InvitationsPage(
        Place place, List<Invitation> invitations, @Nullable String link, @Nullable Long linked, boolean administrator, boolean mails,
        Instant now, Map<String, String> values, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    static List<Role> roles() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.NONE).toList();
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    List<Invitation> open() {
        return invitations.stream().filter(one -> one.open(now)).toList();
    }

    List<Invitation> over() {
        return invitations.stream().filter(one -> !one.open(now)).toList();
    }

    static String who(Invitation one) {
        if (one.link()) return one.mostUses() == 1 ? "A link for one person" : "A link for " + one.mostUses() + " people";
        return one.name().isBlank() ? String.valueOf(one.email()) : one.name() + ", " + one.email();
    }

    /// Where it leads, who invited them, and until when it is good.
    static String what(Invitation one, Frame frame) {
        var gifts = one.gifts().stream().map(gift -> gift.role().title().toLowerCase(java.util.Locale.ROOT) + " in " + gift.place().named()
                + (gift.until() == null ? "" : " until " + frame.date(gift.until()))).collect(Collectors.joining(", "));
        return (gifts.isEmpty() ? "" : Character.toUpperCase(gifts.charAt(0)) + gifts.substring(1) + ". ")
                + (one.external() ? "From outside. " : "") + "Invited by " + one.inviter() + " " + frame.in("within", one.createdAt()) + ".";
    }

    static String became(Invitation one, Frame frame) {
        var member = one.acceptedBy();
        if (one.acceptedAt() != null) {
            return (member == null ? "Somebody who is gone" : member.name()) + " came in " + frame.in("within", one.acceptedAt()) + ".";
        }
        if (one.link() && one.uses() > 0) return one.uses() + " of " + one.mostUses() + " came.";
        return one.revokedAt() != null ? "Taken back." : "Nobody came in time.";
    }
}
