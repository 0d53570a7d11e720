package antipode.handoffs;

import antipode.threads.Issuable;
import antipode.web.Part;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a thing's page says of passing it on: the open offer with what its reader can do, and the way it has gone. Its
/// template is `handoffs/Baton.jte`.
///
/// @param open      the offer that is open
/// @param receives  whether the reader may accept it
/// @param gives     whether it is the reader's own
/// @param maintains whether the reader may take back what others offered
record Baton(
        Issuable issuable,
        @Nullable Handoff open,
        boolean receives,
        boolean gives,
        boolean maintains,
        @Nullable Chain chain)
        implements Part {

    String path(String deed) {
        return issuable.path() + "/handoffs/" + Objects.requireNonNull(open).id() + "/" + deed;
    }

    boolean askedBack() {
        return open != null && open.state() == Handoff.State.ASKED_BACK;
    }

    /// "you", "Support", "Kei"
    String receiver() {
        Receiver to = open == null ? null : open.to();
        return to == null ? "" : receives && !to.team() ? "you" : to.shortName();
    }
}
