package antipode.git;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/// The git room with only the database beneath it, and a door of its own. No `@Configuration`, so that nobody else finds it.
@EnableAutoConfiguration
@ComponentScan({"antipode.git", "antipode.database"})
class GitRoom {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Doorkeeper door() {
        return (request, path, write) -> {
            var user = user(request);
            if (user.isEmpty() || user.equals("nobody:wrong")) {
                throw Doorkeeper.Closed.signIn();
            }
            if (path.contains("/gone/")) {
                throw new Doorkeeper.Closed(404, "Not found");
            }
            var name = user.substring(0, user.indexOf(':'));
            if (write && name.equals("reader")) {
                throw new Doorkeeper.Closed(403, "You may not push here.");
            }
            return new Doorkeeper.Opened(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)), PushOrigin.git(1L, null, name, name + "@halyard.example"));
        };
    }

    private static String user(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header == null ? "" : new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    }

    @Bean
    Listener listener() {
        return new Listener();
    }

    static class Listener implements PushListener {
        volatile boolean failing;
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
            if (failing) {
                throw new IllegalStateException("meaning failed");
            }
            changes.forEach(change -> seen.add(change.name() + " " + change.kind() + " " + origin.name() + " " + origin.way() + " " + origin.options()));
        }

        @Override
        public List<String> messages(long repository, List<RefChange> changes, PushOrigin origin) {
            return changes.stream().filter(change -> change.created() && !"main".equals(change.branch())).map(change -> "Ask for a merge: " + change.branch()).toList();
        }
    }

    @Bean
    Rule rule() {
        return new Rule();
    }

    static class Rule implements PushRule {
        @Override
        public String refusal(long repository, RefChange change, PushOrigin origin) {
            return change.name().startsWith("refs/heads/frozen/") ? "frozen for the winter" : null;
        }
    }
}
