package antipode.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/// Empties the tables before each test class, but for those that a migration filled.
public class EmptyWorkspace extends AbstractTestExecutionListener {

    private static @Nullable Set<String> filledByMigrations;

    @Override
    public int getOrder() {
        // Before the test instance is made, whose constructor may already write.
        return 1;
    }

    @Override
    public void beforeTestClass(TestContext test) {
        if (test.getTestClass().getEnclosingClass() != null) {
            return;
        }
        var context = test.getApplicationContext();
        context.getBean(TestClock.class).set(TestClock.START);
        var jdbc = context.getBean(JdbcClient.class);
        var filled = filled(jdbc);
        if (filledByMigrations == null) {
            filledByMigrations = new HashSet<>(filled);
            return;
        }
        var rest = filled.stream().filter(table -> !filledByMigrations.contains(table)).toList();
        if (!rest.isEmpty()) {
            // What the product never may: the audit log goes too.
            jdbc.sql("alter table audit disable trigger stays_all").update();
            jdbc.sql("alter table audit_seal disable trigger stays_all").update();
            jdbc.sql("truncate " + String.join(", ", rest) + " cascade").update();
            jdbc.sql("alter table audit enable trigger stays_all").update();
            jdbc.sql("alter table audit_seal enable trigger stays_all").update();
        }
    }

    private static List<String> filled(JdbcClient jdbc) {
        var tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public' order by 1")
                .query(String.class)
                .list();
        return jdbc.sql(tables.stream()
                        .map(table -> "select '" + table + "' where exists (select 1 from " + quoted(table) + ")")
                        .collect(Collectors.joining(" union all ")))
                .query(String.class)
                .list()
                .stream()
                .map(EmptyWorkspace::quoted)
                .toList();
    }

    private static String quoted(String table) {
        return "\"" + table + "\"";
    }
}
