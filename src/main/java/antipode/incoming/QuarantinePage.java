package antipode.incoming;

import antipode.mail.incoming.Incoming;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mail that came in, newest first.
///
/// @param state   those of this state; nothing for all
/// @param takes   whether mail is taken at all
/// @param vouched whether a mail server vouches for senders
record QuarantinePage(
        List<Incoming> mails,
        Incoming.@Nullable State state,
        boolean takes,
        boolean vouched,
        @Nullable String older,
        @Nullable String newest)
        implements Page {

    static String path(Incoming.@Nullable State state) {
        return QuarantineController.PATH + "?state=" + (state == null ? "all" : state.key());
    }

    static List<Incoming.State> states() {
        return List.of(Incoming.State.values());
    }
}
