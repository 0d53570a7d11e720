package antipode.database;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The pool, on the database that was opened before the context.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DataSource dataSource(Database database, @Value("${antipode.database.connections:0}") int size) {
        return database.pool(size);
    }

    @Bean
    JdbcTransactionManager transactionManager(
            DataSource source, ObjectProvider<Origins> origins, ObjectProvider<Clock> clock,
            @Value("${antipode.background:true}") boolean background) {
        return new Transactions(source, origins, clock, background ? "job" : "command line");
    }
}
