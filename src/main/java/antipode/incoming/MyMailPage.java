package antipode.incoming;

import antipode.mail.Bounces;
import antipode.mail.incoming.Incoming;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came by mail in a member's name, newest first; above it what waits for their word.
///
/// @param keys  how many letters can be answered
/// @param pause why the reader is sent nothing, where that is so
/// @param takes whether this server takes mail at all
record MyMailPage(
        List<Incoming> mails,
        Map<Long, Claim> claims,
        long keys,
        List<ProjectAddress> addresses,
        boolean takes,
        Bounces.@Nullable Pause pause,
        @Nullable String older,
        @Nullable String newest)
        implements Page {

    List<Incoming> waiting() {
        return mails.stream().filter(mail -> mail.state() == Incoming.State.QUARANTINED).toList();
    }

    List<Incoming> decided() {
        return mails.stream().filter(mail -> mail.state() != Incoming.State.QUARANTINED).toList();
    }

    boolean postable(Incoming mail) {
        Claim claim = claims.get(mail.id());
        return claim != null && claim.postable();
    }

    static String title(Incoming mail) {
        return mail.subject().isBlank() ? "A mail without a subject" : mail.subject();
    }

    /// "from ana@home.example, it was sent …"
    static String reason(Incoming mail) {
        return mail.reason().isEmpty() ? "" : ", because " + mail.reason();
    }
}
