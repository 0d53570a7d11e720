package antipode;

import antipode.people.May;
import antipode.people.Who;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// For whoever watches over the server: does it live, and can it do its work.
@RestController
class Health {

    private final DataSource dataSource;

    Health(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @May(Who.ANYONE)
    @GetMapping("/-/health")
    ResponseEntity<String> health() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("alive\n");
    }

    @May(Who.ANYONE)
    @GetMapping("/-/readiness")
    ResponseEntity<String> readiness() {
        try (var connection = dataSource.getConnection()) {
            if (connection.isValid(5)) {
                return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("ready\n");
            }
        } catch (SQLException e) {
            // Said below.
        }
        return ResponseEntity.status(503).contentType(MediaType.TEXT_PLAIN).body("the database does not answer\n");
    }
}
