package antipode.people.signin;

import java.time.Instant;

/// A browser in which a member is signed in.
///
/// @param id the hash of the secret in its cookie, in hexadecimal
record Session(String id, Instant createdAt, Instant seenAt, String address, String agent, Way way) {

    /// "Firefox on Linux", as far as the browser tells.
    String browser() {
        var browser = first("Edg/", "Edge", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari", "curl/", "curl");
        var system = first("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS", "macOS", "Linux", "Linux");
        if (browser.isEmpty()) return system.isEmpty() ? "A browser that doesn’t say what it is" : "A browser on " + system;
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private String first(String... signsAndNames) {
        for (var i = 0; i < signsAndNames.length; i += 2) {
            if (agent.contains(signsAndNames[i])) return signsAndNames[i + 1];
        }
        return "";
    }
}
