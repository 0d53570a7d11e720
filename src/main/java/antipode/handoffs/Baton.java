package antipode.handoffs;

import antipode.threads.Issuable;
import antipode.web.Part;

/// The open offer on a thing's page, with what its reader can do. Its template is `handoffs/Baton.jte`.
///
/// @param receives  whether the reader may accept it
/// @param gives     whether it is the reader's own
/// @param maintains whether the reader may take back what others offered
record Baton(Issuable issuable, Handoff open, boolean receives, boolean gives, boolean maintains) implements Part {

    String path(String deed) {
        return issuable.path() + "/handoffs/" + open.id() + "/" + deed;
    }

    boolean askedBack() {
        return open.state() == Handoff.State.ASKED_BACK;
    }

    /// "you", "Support", "Kei"
    String receiver() {
        Receiver to = open.to();
        return to == null ? "" : receives && !to.team() ? "you" : to.shortName();
    }
}
