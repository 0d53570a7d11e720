package antipode.incoming;

import antipode.mail.incoming.Cut;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.MailFile;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail that came in: what of it was taken, and what was cut.
///
/// @param claimant in whose name it would be posted
record IncomingMailPage(
        Incoming mail, @Nullable Claim claim, @Nullable Member claimant, Actor reader, Cut words, List<MailFile> files) implements Page {

    String path() {
        return MyMailController.PATH + "/" + mail.id();
    }

    boolean own() {
        return claim != null && reader.is(claim.memberId());
    }

    boolean postable() {
        return own() && claim != null && claim.postable()
                && (mail.state() == Incoming.State.QUARANTINED || mail.state() == Incoming.State.REFUSED);
    }

    /// Whether the reader may let it pass in another's name.
    boolean releasable() {
        return !own() && reader.administrator() && waits() && claim != null && claim.postable() && claimant != null;
    }

    boolean waits() {
        return mail.state() == Incoming.State.QUARANTINED;
    }

    /// Where it stands now.
    @Nullable String became() {
        return claim == null ? null : claim.path();
    }

    static String name(MailFile file) {
        return file.name().isBlank() ? "a file without a name" : file.name();
    }

    static String size(long bytes) {
        return bytes < 1024 ? bytes + " bytes" : bytes < 1 << 20 ? bytes / 1024 + " kB" : bytes / (1 << 20) + " MB";
    }
}
