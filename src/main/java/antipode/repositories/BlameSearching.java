package antipode.repositories;

import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import org.springframework.stereotype.Component;

/// Goes through histories that are too long for one request, a stretch at a time.
@Component
class BlameSearching implements OutboxConsumer {

    private final Blames blames;

    BlameSearching(Blames blames) {
        this.blames = blames;
    }

    @Override
    public String name() {
        return Blames.FURTHER;
    }

    @Override
    public void accept(OutboxRow row) {
        blames.further(row.payload(Blames.End.class));
    }
}
