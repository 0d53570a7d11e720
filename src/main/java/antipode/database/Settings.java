package antipode.database;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the workspace remembers about itself, by name.
@Component
public class Settings {

    private final JdbcClient jdbc;

    Settings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> get(String name) {
        return jdbc.sql("select value from setting where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    @Transactional
    public void put(String name, String value) {
        jdbc.sql(
                        """
                        insert into setting (name, value) values (:name, :value)
                        on conflict (name) do update set value = excluded.value
                        """)
                .param("name", name)
                .param("value", value)
                .update();
    }

    /// Writes the value only where there is none yet; of several who try, one is told that it did.
    @Transactional
    public boolean putFirst(String name, String value) {
        return jdbc.sql("insert into setting (name, value) values (:name, :value) on conflict (name) do nothing")
                        .param("name", name)
                        .param("value", value)
                        .update()
                == 1;
    }

    @Transactional
    public void remove(String name) {
        jdbc.sql("delete from setting where name = :name").param("name", name).update();
    }
}
