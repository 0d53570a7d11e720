package antipode;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Where everything begins: the command line, of which the server is one command.
@SpringBootApplication
public class Antipode {

    public static void main(String[] arguments) {
        System.exit(CommandLineVerbs.run(arguments));
    }
}
