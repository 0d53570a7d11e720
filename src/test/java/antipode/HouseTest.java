package antipode;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The house stands: a room knows only the rooms its `package-info` names, templates included, and nothing goes round.
class HouseTest {

    @Test
    void each_room_knows_only_the_rooms_it_says_it_knows() {
        ApplicationModules.of(Antipode.class).verify();
    }
}
