package antipode.repositories;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import org.springframework.stereotype.Component;

/// Keeps blames up with what is pushed, behind the push's back.
@Component
class BlameKeeping implements OutboxConsumer {

    /// A push of a whole history is not worked through; the rest is computed when it is looked at.
    private static final int FILES = 100;

    private final Blames blames;

    BlameKeeping(Blames blames) {
        this.blames = blames;
    }

    @Override
    public String name() {
        return Blames.PUSHED;
    }

    @Override
    public void accept(OutboxRow row) {
        blames.keep(row.payload(Blames.Arrival.class), FILES);
    }
}
