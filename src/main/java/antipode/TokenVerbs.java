package antipode;

import antipode.people.Tokens;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Personal access tokens, from the command line.
@Command(name = "token", description = "Personal access tokens.", mixinStandardHelpOptions = true)
final class TokenVerbs implements Runnable {

    @Override
    public void run() {
        picocli.CommandLine.usage(this, System.err);
    }

    @Command(name = "create", description = "Make a token; prints it, this once.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Surroundings surroundings,
            @Parameters(paramLabel = "USERNAME") String username,
            @Option(names = "--name", paramLabel = "T", defaultValue = "command line") String name,
            @Option(names = "--scopes", paramLabel = "S", split = ",", defaultValue = "api") List<String> scopes,
            @Option(names = "--expires", paramLabel = "D", description = "A date such as 2027-01-31; by default never.")
                    @Nullable LocalDate expires) {
        var text = Workspace.call(surroundings, false, context -> context.getBean(Tokens.class)
                .create(UserVerbs.member(context, username).id(), name, scopes, expires)
                .text());
        System.out.println(text);
        return 0;
    }
}
