package antipode.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How PostgreSQL plans: each statement once, for whatever values, on each connection. To plan anew for the values at hand
/// costs a page more than to ask, and hardly ever finds a better way.
@Component
public class Plans {

    static final String ONCE = "set plan_cache_mode = force_generic_plan";

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// For the rest of the transaction plans by the values: words may stand in one text or in most, and are looked for in
    /// different ways.
    public void byValues() {
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
    }
}
