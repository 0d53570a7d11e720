package antipode;

import antipode.database.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Everything wired, on a database that is open already: with the web server, or for one verb of the command line.
final class Workspace {

    private Workspace() {}

    static ConfigurableApplicationContext serve(
            Surroundings surroundings, Database database, Map<String, Object> properties) {
        return start(surroundings, database, WebApplicationType.SERVLET, properties);
    }

    /// Calls the same verbs as the pages do, without a web server, jobs or anything else in the background.
    static <T> T call(Surroundings surroundings, boolean mayCreate, Function<ConfigurableApplicationContext, T> verb) {
        try (var database = mayCreate
                ? Database.besideOrNew(surroundings.folder(), surroundings.databaseUrl())
                : Database.beside(surroundings.folder(), surroundings.databaseUrl())) {
            database.checkSchema();
            var properties = new HashMap<String, Object>();
            properties.put("antipode.background", "false");
            properties.put("antipode.database.connections", "2");
            properties.put("spring.main.lazy-initialization", "true");
            try (var context = start(surroundings, database, WebApplicationType.NONE, properties)) {
                return verb.apply(context);
            }
        }
    }

    private static ConfigurableApplicationContext start(
            Surroundings surroundings, Database database, WebApplicationType type, Map<String, Object> properties) {
        var application = new SpringApplication(Antipode.class);
        application.setWebApplicationType(type);
        application.setRegisterShutdownHook(type == WebApplicationType.SERVLET);
        application.addInitializers(context -> {
            var sources = context.getEnvironment().getPropertySources();
            var variables = new HashMap<String, Object>(surroundings.variables());
            sources.replace(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new SystemEnvironmentPropertySource(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
            sources.addFirst(new MapPropertySource("command line", properties));
            sources.addLast(new MapPropertySource("folder", Map.of("antipode.folder", surroundings.folder().path().toString())));
            ((GenericApplicationContext) context)
                    .registerBean(Database.class, () -> database, definition -> definition.setDestroyMethodName("close"));
        });
        return application.run();
    }
}
