package antipode.delivery.letters;

import antipode.web.Page;

/// Asks whether letters shall stop, or says that they do. It names nothing: whoever has the key may not be its reader.
///
/// @param all  whether it is about the letters of each day, and not about one thread
/// @param done whether they stop
record UnsubscribePage(String key, boolean all, boolean done) implements Page {

    String path() {
        return "/-/sent_notifications/" + key + "/unsubscribe";
    }
}
