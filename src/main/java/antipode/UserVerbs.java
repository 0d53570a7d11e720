package antipode;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.signin.SignInLinks;
import antipode.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Members, from the command line.
@Command(name = "user", description = "Members of the workspace.", mixinStandardHelpOptions = true)
final class UserVerbs implements Runnable {

    @Override
    public void run() {
        picocli.CommandLine.usage(this, System.err);
    }

    @Command(name = "create", description = "Make a member; prints the id.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Surroundings surroundings,
            @Parameters(paramLabel = "USERNAME") String username,
            @Option(names = "--email", paramLabel = "E", required = true) String email,
            @Option(names = "--name", paramLabel = "N", description = "The full name; by default the username.")
                    @Nullable String name,
            @Option(names = "--zone", paramLabel = "Z", description = "Such as Europe/Lisbon; by default this machine's.")
                    @Nullable String zone,
            @Option(names = "--admin", description = "An administrator.") boolean admin,
            @Option(names = "--password-stdin", description = "Read the password from standard input.")
                    boolean password) {
        var draft = new Members.Draft(
                username,
                name == null ? username : name,
                email,
                zone == null ? ownZone() : zone(zone),
                admin,
                false,
                password ? read() : null);
        var id = Workspace.call(surroundings, true, context -> context.getBean(Members.class).create(draft).id());
        System.out.println(id);
        return 0;
    }

    private static ZoneId zone(String text) {
        return Members.zone(text)
                .orElseThrow(() -> Problem.bad("There is no time zone " + text + ": write it as Europe/Lisbon."));
    }

    private static ZoneId ownZone() {
        return Members.zone(ZoneId.systemDefault().getId()).orElse(ZoneId.of("Etc/UTC"));
    }

    private static String read() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(name = "link", description = "Print a link that signs a member in once.", mixinStandardHelpOptions = true)
    int link(@Mixin Surroundings surroundings, @Parameters(paramLabel = "USERNAME") String username) {
        var running = surroundings.folder().announced();
        var address = surroundings.variable("ANTIPODE_URL");
        var base = address != null ? address : running.orElse("http://localhost:8080");
        var path = Workspace.call(surroundings, false, context -> context.getBean(SignInLinks.class)
                .create(member(context, username)));
        System.out.println(base.replaceAll("/+$", "") + path);
        return 0;
    }

    static Member member(ApplicationContext context, String username) {
        return context.getBean(Members.class)
                .findByUsername(username)
                .orElseThrow(() -> Problem.bad("There is no member " + username + "."));
    }
}
