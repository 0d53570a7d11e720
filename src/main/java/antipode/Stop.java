package antipode;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Asks the running server to finish what it has begun and end.
@Command(name = "stop", description = "Stop the server of a data folder.", mixinStandardHelpOptions = true)
final class Stop implements Callable<Integer> {

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Override
    public Integer call() throws InterruptedException {
        var folder = surroundings.folder();
        var pid = folder.holder();
        if (pid.isEmpty()) {
            throw notRunning(folder.path());
        }
        ProcessHandle.of(pid.getAsLong()).ifPresent(ProcessHandle::destroy);
        for (var patience = 600; patience > 0; patience--) {
            if (folder.holder().isEmpty()) {
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        System.err.println("The server (process " + pid.getAsLong() + ") was asked to stop a minute ago and has not:"
                + " look at what it printed.");
        return CommandLineVerbs.FAILED;
    }

    static CannotStart notRunning(java.nio.file.Path folder) {
        return new CannotStart(Reason.NOT_RUNNING, "No server is running in " + folder + ".");
    }
}
