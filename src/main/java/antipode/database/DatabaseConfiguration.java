package antipode.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The pool, on the database that was opened before the context.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DataSource dataSource(Database database, @Value("${antipode.database.connections:0}") int size) {
        return database.pool(size);
    }
}
