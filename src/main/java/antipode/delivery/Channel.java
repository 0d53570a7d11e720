package antipode.delivery;

import antipode.web.Problem;
import java.util.Locale;

/// By which way a member is told.
public enum Channel {
    MAIL,
    CHAT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel of(String key) {
        for (Channel channel : values()) {
            if (channel.key().equals(key)) {
                return channel;
            }
        }
        throw Problem.invalid("channel", "is mail or chat");
    }
}
