package antipode.mail.incoming;

import antipode.mail.ReplyAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// The doors for mail that are wished: by SMTP at one port, by LMTP at another, each encrypted where a certificate is named.
@Configuration(proxyBeanMethods = false)
class Doors {

    private final IncomingMails mails;
    private final ReplyAddress address;
    private final String bind;
    private final DataSize largest;
    private final String certificate;
    private final String key;
    private final boolean required;

    Doors(
            IncomingMails mails,
            ReplyAddress address,
            @Value("${antipode.mail.incoming.bind:127.0.0.1}") String bind,
            @Value("${antipode.mail.incoming.largest:25MB}") DataSize largest,
            @Value("${antipode.mail.incoming.tls.certificate:}") String certificate,
            @Value("${antipode.mail.incoming.tls.key:}") String key,
            @Value("${antipode.mail.incoming.tls.required:false}") boolean required) {
        this.mails = mails;
        this.address = address;
        this.bind = bind;
        this.largest = largest;
        this.certificate = certificate.strip();
        this.key = key.strip();
        this.required = required;
    }

    @Bean
    @ConditionalOnProperty(name = "antipode.mail.incoming.port")
    Door smtpDoor(@Value("${antipode.mail.incoming.port}") int port) {
        return door(Door.Protocol.SMTP, port, "ANTIPODE_MAIL_INCOMING_PORT");
    }

    @Bean
    @ConditionalOnProperty(name = "antipode.mail.incoming.lmtp.port")
    Door lmtpDoor(@Value("${antipode.mail.incoming.lmtp.port}") int port) {
        return door(Door.Protocol.LMTP, port, "ANTIPODE_MAIL_INCOMING_LMTP_PORT");
    }

    private Door door(Door.Protocol protocol, int port, String setting) {
        if (!address.exists()) {
            throw new IllegalStateException(
                    setting + " needs ANTIPODE_MAIL_INCOMING_ADDRESS, as in incoming+%{key}@example.org");
        }
        return new Door(mails, address, new Door.Sign(protocol, bind, port, largest, keys()));
    }

    private @Nullable DoorKeys keys() {
        if (certificate.isEmpty() && key.isEmpty()) {
            if (required) {
                throw new IllegalStateException(
                        "ANTIPODE_MAIL_INCOMING_TLS_REQUIRED needs ANTIPODE_MAIL_INCOMING_TLS_CERTIFICATE and _KEY");
            }
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new IllegalStateException("ANTIPODE_MAIL_INCOMING_TLS_CERTIFICATE and _KEY go together");
        }
        return new DoorKeys(Path.of(certificate), Path.of(key), required);
    }
}
