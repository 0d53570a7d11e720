package antipode.invitations;

import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.projects.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks at a list of people before anything is done: who can be invited, and what is wrong with the others.
@Component
class Invitees {

    private final JdbcClient jdbc;
    private final Namespaces namespaces;
    private final Places places;

    Invitees(JdbcClient jdbc, Namespaces namespaces, Places places) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.places = places;
    }

    /// What is known of the addresses and usernames of a list.
    private record Known(Set<String> members, Set<String> invited, Set<String> usernames) {}

    /// The list, each line with what is wrong with it.
    ///
    /// @param place where everybody on it is invited
    /// @param role in it, for those whose line names none
    @Transactional(readOnly = true)
    List<Invitee> look(Actor inviter, String text, Place place, Role role, @Nullable LocalDate until) {
        var lines = Lines.read(text).all();
        var known = known(lines);
        Map<String, Optional<Place>> teams = new HashMap<>();
        Map<String, Integer> before = new HashMap<>();
        Set<String> chosen = new HashSet<>();
        List<Invitee> invitees = new ArrayList<>();
        for (var line : lines) {
            var email = line.get("email");
            var username = line.get("username");
            var first = before.putIfAbsent(lower(email), line.number());
            var wrong = formula(line);
            if (wrong == null && !Members.isAddress(email)) wrong = "“" + shortened(email) + "” is no mail address.";
            if (wrong == null && first != null) wrong = "Stands in line " + first + " already.";
            var member = known.members().contains(lower(email));
            if (wrong == null && member && place.workspace()) wrong = "Has an account here already.";
            if (wrong == null && !username.isEmpty() && !member) wrong = username(username, known, chosen);
            Optional<ZoneId> zone = line.get("zone").isEmpty() ? Optional.empty() : Members.zone(line.get("zone"));
            if (wrong == null && !line.get("zone").isEmpty() && zone.isEmpty()) {
                wrong = "“" + shortened(line.get("zone")) + "” is no time zone; one looks like Europe/Lisbon.";
            }
            var own = line.get("role").isEmpty() ? Optional.of(role) : role(line.get("role"));
            if (wrong == null && own.isEmpty()) {
                wrong = "“" + shortened(line.get("role")) + "” is no role; one is guest, reporter, developer, maintainer or owner.";
            }
            List<Gift> gifts = new ArrayList<>();
            if (!place.workspace()) gifts.add(new Gift(place, own.orElse(role), until));
            for (var team : line.get("teams").split("[\\s|;]+")) {
                if (wrong != null || team.isEmpty()) continue;
                var found = teams.computeIfAbsent(team, path -> places.find(inviter, path).filter(one -> places.may(inviter, one)));
                if (found.isEmpty()) wrong = "“" + shortened(team) + "” is no team or project that you can invite to.";
                else if (gifts.stream().noneMatch(gift -> gift.place().equals(found.get()))) {
                    gifts.add(new Gift(found.get(), own.orElse(role), until));
                }
            }
            var note = member ? "Has an account here, and is added at once."
                    : known.invited().contains(lower(email)) ? "Was invited before, and gets another letter." : null;
            invitees.add(new Invitee(
                    line.number(), email, line.get("name"), username, zone.orElse(null), List.copyOf(gifts), wrong, wrong == null ? note : null));
        }
        return invitees;
    }

    private Known known(List<Lines.Line> lines) {
        var emails = lines.stream().map(line -> lower(line.get("email"))).distinct().toArray(String[]::new);
        var usernames = lines.stream().map(line -> lower(line.get("username"))).filter(name -> !name.isEmpty()).distinct().toArray(String[]::new);
        return new Known(
                Set.copyOf(jdbc.sql("select lower(email) from member where lower(email) = any(:emails)")
                        .param("emails", emails).query(String.class).list()),
                Set.copyOf(jdbc.sql("select lower(email) from invitation where lower(email) = any(:emails) and revoked_at is null and uses = 0")
                        .param("emails", emails).query(String.class).list()),
                Arrays.stream(usernames).filter(name -> namespaces.find(name).isPresent()).collect(java.util.stream.Collectors.toSet()));
    }

    /// A spreadsheet that opens such a list later would run it.
    private static @Nullable String formula(Lines.Line line) {
        for (var value : line.values().values()) {
            if (!value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0) return "“" + shortened(value) + "” is a formula, not a name or an address.";
        }
        for (var value : line.values().values()) {
            if (value.length() > 250 || value.chars().anyMatch(Character::isISOControl)) return "A value is too long or holds a line end.";
        }
        return null;
    }

    private static @Nullable String username(String username, Known known, Set<String> chosen) {
        var complaint = Namespace.complaintFirst(username);
        if (complaint != null) return "The username " + complaint + ".";
        if (known.usernames().contains(lower(username))) return "Somebody has the username “" + username + "” already.";
        return chosen.add(lower(username)) ? null : "The username “" + username + "” stands in a line above already.";
    }

    static Optional<Role> role(String word) {
        return Arrays.stream(Role.values()).filter(one -> one != Role.NONE && one.name().equalsIgnoreCase(word.strip())).findFirst();
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
