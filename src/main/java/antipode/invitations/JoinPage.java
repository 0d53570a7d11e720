package antipode.invitations;

import antipode.people.Member;
import antipode.web.Page;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where whoever is invited says who they are.
///
/// @param workspace what it is called
/// @param reader whoever is signed in already
/// @param mails whether letters leave
/// @param passwords whether one can come in with a password here
/// @param passwordNeeded whether there is no other way to come back
record JoinPage(
        String secret, Invitation invitation, String workspace, @Nullable Member reader, boolean mails, boolean passwords,
        boolean passwordNeeded, Map<String, String> values, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    /// Whether an address has to be proven first.
    boolean asksForAddress() {
        return invitation.link() && mails;
    }

    String places() {
        return invitation.gifts().stream().map(gift -> gift.place().named() + " as " + article(gift.role().title().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", and to "));
    }

    private static String article(String role) {
        return (role.startsWith("o") ? "an " : "a ") + role;
    }

    /// As it was typed, else as whoever invited them believes it to be.
    String value(String field) {
        var zone = invitation.zone();
        return values.getOrDefault(field, switch (field) {
            case "name" -> invitation.name();
            case "username" -> invitation.username().isEmpty() ? proposed() : invitation.username();
            case "zone" -> zone == null ? "" : zone.getId();
            default -> "";
        });
    }

    private String proposed() {
        var email = invitation.email();
        return email == null ? "" : email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    }
}
