package antipode.testing;

import antipode.database.Database;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// One PostgreSQL for all tests of a JVM, gone with it.
public class TestWorkspace implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final class Holder {
        static final Database DATABASE = start();

        private static Database start() {
            var database = Database.throwaway();
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            database.migrate();
            return database;
        }
    }

    /// The database itself, for tests without a context.
    public static Database database() {
        return Holder.DATABASE;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        // Servers of tests stand in for those of the world.
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("outside", Map.of("antipode.outgoing.allow", "127.0.0.1")));
        context.registerBean(Database.class, () -> Holder.DATABASE, definition -> definition.setDestroyMethodName(""));
    }
}
