package antipode.mail.incoming;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The mailbox that mail is fetched from.
///
/// @param port    0 for the usual one
/// @param tls     whether it is encrypted from the first byte on; otherwise by STARTTLS where the server offers it
/// @param moveTo  the folder for what was fetched; empty to leave it, seen
@Component
@ConditionalOnProperty(name = "antipode.mail.incoming.imap.host")
record ImapAccount(
        @Value("${antipode.mail.incoming.imap.host}") String host,
        @Value("${antipode.mail.incoming.imap.port:0}") int port,
        @Value("${antipode.mail.incoming.imap.username:}") String user,
        @Value("${antipode.mail.incoming.imap.password:}") String password,
        @Value("${antipode.mail.incoming.imap.tls:true}") boolean tls,
        @Value("${antipode.mail.incoming.imap.folder:INBOX}") String folder,
        @Value("${antipode.mail.incoming.imap.move.to:}") String moveTo) {

    /// @param patience how long it may say nothing
    Store connect(Duration patience) throws MessagingException {
        String protocol = tls ? "imaps" : "imap";
        Store store = Session.getInstance(properties("mail." + protocol + ".", patience)).getStore(protocol);
        store.connect(host, port == 0 ? tls ? 993 : 143 : port, user, password);
        return store;
    }

    private static Properties properties(String prefix, Duration patience) {
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", "15000");
        properties.setProperty(prefix + "timeout", String.valueOf(patience.toMillis()));
        properties.setProperty(prefix + "writetimeout", "60000");
        properties.setProperty(prefix + "peek", "true");
        properties.setProperty(prefix + "partialfetch", "true");
        properties.setProperty(prefix + "fetchsize", "262144");
        properties.setProperty(prefix + "starttls.enable", "true");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }
}
