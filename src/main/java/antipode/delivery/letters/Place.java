package antipode.delivery.letters;

import antipode.mail.Enclosure;
import antipode.mail.ReplyAddress;
import java.net.URI;

/// Where the workspace is, for links, Message-IDs and answers.
///
/// @param address as in links, without a slash at its end
/// @param domain  what stands behind the @ of Message-IDs
record Place(String address, String domain, ReplyAddress replies) {

    /// Where one stops what this letter tells of.
    String unsubscribe() {
        return address + "/-/sent_notifications/" + Enclosure.PLACE + "/unsubscribe";
    }

    /// The address that answers come to, with the key that is written in as the letter leaves; empty if none is set up.
    String reply() {
        return replies.of(Enclosure.PLACE).orElse("");
    }

    String host() {
        String host = URI.create(address).getHost();
        return host == null ? domain : host;
    }
}
