package antipode.imports;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How GitHub names things: its archive by their addresses, its API as objects.
final class GitHub {

    /// Who wrote what is left of a closed account.
    static final String GHOST = "ghost";

    private static final Pattern NUMBERED = Pattern.compile("/(?:issues|pulls?)/(\\d{1,9})(?:[/#?].*)?$");

    private GitHub() {}

    /// The number by which an account is known here. The archive tells only its name, so it is made of that.
    static long number(String login) {
        return Long.parseLong(digest(login.toLowerCase(Locale.ROOT)).substring(0, 13), 16) + 1;
    }

    /// By which a file is known that has this address there.
    static String key(String address) {
        return digest(address).substring(0, 32);
    }

    private static String digest(String words) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The name of a file as it can be kept.
    static String plain(String name) {
        var plain = name.replaceAll("[/\\\\\\p{Cntrl}]", "_").strip();
        return plain.isEmpty() || plain.startsWith(".") ? "file" + plain : plain.length() > 200 ? plain.substring(plain.length() - 200) : plain;
    }

    /// Who is meant; empty if nobody is.
    static String login(JsonNode person) {
        return last(person.isObject() ? person.path("login").asString("") : person.asString(""));
    }

    /// Whoever was asked to look at it.
    static List<String> reviewers(Told told) {
        var logins = new ArrayList<String>();
        told.json().path("requested_reviewers").forEach(one -> logins.add(login(one)));
        told.json().path("review_requests").forEach(one -> logins.add(login(one.isObject() ? one.path("reviewer") : one)));
        return logins.stream().filter(login -> !login.isEmpty()).distinct().toList();
    }

    /// The last part of an address, as words.
    static String last(String address) {
        var last = address.substring(address.lastIndexOf('/') + 1);
        try {
            return address.contains("/") ? URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8) : last;
        } catch (IllegalArgumentException odd) {
            return last;
        }
    }

    /// Where people see it.
    static String address(Told told) {
        var shown = told.text("html_url");
        return shown.isEmpty() ? told.text("url") : shown;
    }

    /// Its own number; 0 if it says none.
    static int thing(Told told) {
        var number = told.integer("number");
        return number != null && number > 0 ? number : numbered(address(told));
    }

    /// The number of the thing it belongs to; issues and pull requests share one sequence.
    static int of(Told told) {
        for (var key : List.of("issue", "pull_request", "issue_url", "pull_request_url")) {
            var address = told.text(key);
            int number = address.isEmpty() ? thing(told.one(key)) : numbered(address);
            if (number > 0) {
                return number;
            }
        }
        return 0;
    }

    private static int numbered(String address) {
        var found = NUMBERED.matcher(address);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
