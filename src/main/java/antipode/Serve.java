package antipode;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.database.DataFolder;
import antipode.database.Database;
import antipode.people.signin.SignInLinks;
import antipode.web.PublicAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The server.
@Command(name = "serve", description = "Start the server.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

    static final class Door {
        @Option(names = "--port", paramLabel = "N", description = "The port (or ANTIPODE_PORT; 8080). 0 takes a free one.")
        @Nullable Integer port;

        @Option(names = "--bind", paramLabel = "A", description = "The address to listen on (or ANTIPODE_BIND).")
        @Nullable String bind;
    }

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Mixin
    Door door = new Door();

    @Option(names = "--demo", description = "With the demo workspace: one-click sign-in, and a clock that can be moved.")
    boolean demo;

    @Override
    public Integer call() {
        return serve(surroundings, door, demo, "0.0.0.0", () -> {});
    }

    static int serve(Surroundings surroundings, Door door, boolean demo, String defaultBind, Runnable afterwards) {
        var words = log(surroundings.variable("ANTIPODE_LOG"));
        var bind = door.bind != null ? door.bind : given(surroundings.variable("ANTIPODE_BIND"), defaultBind);
        var port = freePort(door.port != null ? door.port : number(given(surroundings.variable("ANTIPODE_PORT"), "8080")), bind);
        var named = surroundings.variable("ANTIPODE_URL");
        var address = given(named, "http://localhost:" + port).replaceAll("/+$", "");
        var properties = new HashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("server.address", bind);
        properties.put("antipode.url", address);
        if (named != null) {
            // Only an address that was given on purpose is the one address pages insist on.
            properties.put("antipode.address", address);
        }
        properties.put("antipode.demo", Boolean.toString(demo));

        if (demo && surroundings.variable("ANTIPODE_MAIL_INCOMING_ADDRESS") == null) {
            // Its story has people who write by mail; nothing is listened to.
            properties.put("antipode.mail.incoming.address", "incoming+%{key}@mail.halyard.example");
        }
        if (demo && surroundings.variable("ANTIPODE_OUTGOING_ALLOW") == null && isLoopback(bind)) {
            // Its people link calendars that it serves itself; whoever can reach it can reach this machine anyway.
            properties.put("antipode.outgoing.allow", bind);
        }

        var folder = surroundings.folder();
        var database = Database.open(folder, surroundings.databaseUrl());
        try {
            database.migrate();
            var context = Workspace.serve(surroundings, database, properties);
            var reached = context.getBean(PublicAddress.class).base();
            folder.announce(reached, "http://" + (bind.equals("0.0.0.0") ? "127.0.0.1" : bind) + ":" + port);
            welcome(reached, demo, context.getBean(SignInLinks.class), folder, words);
        } catch (RuntimeException e) {
            database.close();
            if (e instanceof PortInUseException || e.getCause() instanceof PortInUseException) {
                throw taken(port);
            }
            throw e;
        }
        // Runs when the context, and with it the database, is closed.
        SpringApplication.getShutdownHandlers().add(afterwards);
        return untilStopped();
    }

    private static String given(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new CannotStart(Reason.CONFIGURATION, "ANTIPODE_PORT is no number: " + text);
        }
    }

    /// Found out before anything else is started, so that the answer comes at once.
    private static int freePort(int port, String bind) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(bind), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new CannotStart(Reason.PORT, "There is no address " + bind + " to listen on: choose another with --bind.");
        } catch (IOException | IllegalArgumentException e) {
            throw port < 1024 && port > 0 && !"root".equals(System.getProperty("user.name"))
                    ? new CannotStart(Reason.PORT, "Port " + port + " is for root alone: choose one above 1023 with --port.")
                    : taken(port);
        }
    }

    private static CannotStart taken(int port) {
        return new CannotStart(
                Reason.PORT, "Port " + port + " cannot be listened on, as something else does: choose another with --port.");
    }

    /// Says in which form the log is written, which has to be known before the first line of it.
    ///
    /// @return how a sentence for whoever started it is said
    private static Consumer<String> log(@Nullable String form) {
        return switch (form) {
            case null -> System.err::println;
            case "words" -> System.err::println;
            case "json" -> {
                System.setProperty("antipode.log", "json");
                yield sentence -> LoggerFactory.getLogger(Serve.class).info(sentence);
            }
            default -> throw new CannotStart(Reason.CONFIGURATION, "ANTIPODE_LOG is neither words nor json: " + form);
        };
    }

    private static void welcome(String address, boolean demo, SignInLinks links, DataFolder folder, Consumer<String> say) {
        // The address is the result of this command.
        System.out.println(address);
        System.out.flush();
        if (demo) {
            say.accept("The demo is ready at " + address + " — open it and choose whom to sign in as.\n"
                    + "Beside it, on the command line, add --data " + folder.path() + " to each verb.");
            return;
        }
        links.first().ifPresent(path -> say.accept("This workspace is new. Whoever opens this link first is its"
                + " administrator:\n  " + address + path));
        say.accept("Antipode is ready at " + address + " (data in " + folder.path() + ")");
    }

    /// The shutdown hook of the context drains what is in flight; this thread only waits for the end.
    private static int untilStopped() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
