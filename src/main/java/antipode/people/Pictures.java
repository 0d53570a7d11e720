package antipode.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The pictures of members. Each lies under a key that cannot be guessed and never means another, so whoever was shown it may
/// keep it for a while.
@Component
public class Pictures {

    static final String PATH = "/-/pictures/";

    private final JdbcClient jdbc;

    Pictures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Puts a picture in the place of the one before, or none.
    ///
    /// @return its key
    @Transactional
    public @Nullable String put(long member, @Nullable Picture picture) {
        var before = jdbc.sql("select coalesce(picture, '') from member where id = :id for no key update")
                .param("id", member).query(String.class).single();
        var key = picture == null ? null : Secrets.random();
        if (picture != null) {
            jdbc.sql("insert into picture (key, image) values (:key, :image)").param("key", key).param("image", picture.jpeg()).update();
        }
        jdbc.sql("update member set picture = :key where id = :id").param("key", key).param("id", member).update();
        forget(before);
        return key;
    }

    /// Takes away what no member has any more.
    void forget(@Nullable String key) {
        jdbc.sql("delete from picture where key = :key").param("key", key).update();
    }

    @Transactional(readOnly = true)
    Optional<byte[]> find(String key) {
        return jdbc.sql("select image from picture where key = :key").param("key", key).query(byte[].class).optional();
    }
}
