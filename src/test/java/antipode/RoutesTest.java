package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.testing.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// `docs/routes.md` is the map of the product on one page. `-Dantipode.routes=write` draws it anew.
@AntipodeTest
class RoutesTest {

    private static final Path MAP = Path.of("docs/routes.md");

    private final ApplicationContext context;

    RoutesTest(ApplicationContext context) {
        this.context = context;
    }

    @Test
    void the_map_shows_the_routes_there_are() throws IOException {
        var drawn = drawn();
        if ("write".equals(System.getProperty("antipode.routes"))) {
            Files.createDirectories(MAP.getParent());
            Files.writeString(MAP, drawn);
        }
        assertThat(Files.readString(MAP))
                .as("docs/routes.md; draw it anew with mvn test -Dtest=RoutesTest -Dantipode.routes=write")
                .isEqualTo(drawn);
    }

    @Test
    void every_route_says_who_may_use_it() {
        assertThat(Routes.of(context).all()).allSatisfy(route -> assertThat(route.who()).as(route.path()).isNotNull());
    }

    private String drawn() {
        var map = new StringBuilder("""
                # Routes

                Drawn by `RoutesTest`, and checked by it. From *reader* upwards, *who may* is about the project in the
                address: what one may not read is not found. Git itself is spoken at `/NAMESPACE/PROJECT.git`.

                | method | path | handler | who may |
                | --- | --- | --- | --- |
                """);
        for (var route : Routes.of(context).all()) {
            map.append("| ").append(route.method()).append(" | `").append(route.path()).append("` | ").append(route.handler())
                    .append(" | ").append(route.who().name().toLowerCase(Locale.ROOT)).append(" |\n");
        }
        return map.toString();
    }
}
