package antipode.delivery;

import antipode.mail.Letters;
import antipode.people.Erasures;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Letters to somebody who is erased are gone, and so is where their chat was.
@Component
class ErasedReader {

    private final Letters letters;
    private final ChatRooms rooms;

    ErasedReader(Letters letters, ChatRooms rooms) {
        this.letters = letters;
        this.rooms = rooms;
    }

    @EventListener
    void forget(Erasures.Erased erased) {
        letters.forget(erased.before().email());
        rooms.disconnect(erased.before().id());
    }
}
