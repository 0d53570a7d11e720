package antipode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server.
@SpringBootApplication
public class Antipode {

    public static void main(String[] arguments) {
        SpringApplication.run(Antipode.class, arguments);
    }
}
