package antipode.testing;

import antipode.database.Database;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

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
        context.registerBean(Database.class, () -> Holder.DATABASE, definition -> definition.setDestroyMethodName(""));
    }
}
