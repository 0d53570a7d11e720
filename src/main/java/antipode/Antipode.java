package antipode;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Where everything begins: the command line, of which the server is one command. Rooms name their parts without asking
/// each other, so a bean's name is its whole one.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Antipode {

    public static void main(String[] arguments) {
        System.exit(CommandLineVerbs.run(arguments));
    }
}
