package antipode;

import antipode.database.CannotStart;
import antipode.web.Problem;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// All verbs of the command line. Results go to standard output, everything else to standard error.
@Command(
        name = "antipode",
        description = "A workplace for teams that are never all awake at once.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineVerbs.Version.class,
        exitCodeListHeading = "%nExit codes are listed in docs/command-line.md.%n",
        subcommands = {
            Demo.class,
            Serve.class,
            Stop.class,
            Status.class,
            Doctor.class,
            UserVerbs.class,
            TokenVerbs.class,
            BackupVerb.class,
            RestoreVerb.class,
            Train.class
        })
final class CommandLineVerbs implements Runnable {

    static final int FAILED = 1;

    private CommandLineVerbs() {}

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"antipode " + Release.version()};
        }
    }

    static int run(String... arguments) {
        var line = new CommandLine(new CommandLineVerbs());
        line.setExecutionExceptionHandler((exception, command, parsed) -> refusal(exception));
        return line.execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    /// One sentence for what we foresaw; what we did not foresee keeps its trace.
    private static int refusal(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart refused) {
                System.err.println(refused.sentence());
                return refused.reason().code();
            }
            if (cause instanceof Problem problem) {
                System.err.println(problem.message());
                return FAILED;
            }
        }
        LoggerFactory.getLogger(CommandLineVerbs.class).error("This was not foreseen", thrown);
        return FAILED;
    }
}
