package antipode.mail.incoming;

import antipode.mail.ReplyAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.SessionHandler;

/// Takes mail by SMTP from a mail server that hands it on. It takes mail for our own address alone, and says that it has it
/// only when the database does.
@Component
@ConditionalOnProperty(name = "antipode.mail.incoming.port")
class SmtpDoor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SmtpDoor.class);

    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_OF_ONE = 20;
    private static final int MOST_RECIPIENTS = 50;
    private static final int PATIENCE = 60_000;

    private final IncomingMails mails;
    private final ReplyAddress address;
    private final DataSize largest;
    private final String bind;
    private final int port;
    private @Nullable SMTPServer server;

    SmtpDoor(
            IncomingMails mails,
            ReplyAddress address,
            @Value("${antipode.mail.incoming.port}") int port,
            @Value("${antipode.mail.incoming.bind:127.0.0.1}") String bind,
            @Value("${antipode.mail.incoming.largest:25MB}") DataSize largest) {
        this.mails = mails;
        this.address = address;
        this.port = port;
        this.bind = bind;
        this.largest = largest;
        if (!address.exists()) {
            throw new IllegalStateException(
                    "ANTIPODE_MAIL_INCOMING_PORT needs ANTIPODE_MAIL_INCOMING_ADDRESS, as in incoming+%{key}@example.org");
        }
    }

    @Override
    public void start() {
        try {
            SMTPServer starting = SMTPServer.port(port)
                    .bindAddress(InetAddress.getByName(bind))
                    .hostName(address.host())
                    .softwareName("Antipode")
                    .maxMessageSize(Math.toIntExact(largest.toBytes()))
                    .maxConnections(MOST_CONNECTIONS)
                    .maxRecipients(MOST_RECIPIENTS)
                    .connectionTimeoutMs(PATIENCE)
                    .insertReceivedHeaders(true)
                    .sessionHandler(SessionHandler.limitConcurrentSessionsBySource(MOST_OF_ONE))
                    .executorService(Executors.newVirtualThreadPerTaskExecutor())
                    .messageHandlerFactory(Mail::new)
                    .build();
            starting.start();
            server = starting;
            log.info("Mail comes in by SMTP at {}:{}", bind, starting.getPortAllocated());
        } catch (UnknownHostException nowhere) {
            throw new IllegalStateException("There is no address " + bind + " for ANTIPODE_MAIL_INCOMING_BIND", nowhere);
        }
    }

    /// Where it listens.
    int port() {
        return server == null ? 0 : server.getPortAllocated();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /// One mail of a session.
    private final class Mail implements MessageHandler {

        private final String cameBy;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Mail(MessageContext context) {
            this.cameBy = "SMTP from " + (context.getRemoteAddress() instanceof InetSocketAddress from
                    ? from.getAddress().getHostAddress()
                    : "somewhere");
        }

        @Override
        public void from(String from) {
            sender = from == null ? "" : from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (address.key(recipient).isEmpty()) {
                throw new RejectException(550, "5.1.1 There is nobody here of that name");
            }
            recipients.add(recipient.strip());
        }

        @Override
        public String data(InputStream in) throws RejectException, TooMuchDataException, IOException {
            try (RawMail mail = RawMail.of(in, largest.toBytes())) {
                mails.receive(new Envelope(sender, List.copyOf(recipients), cameBy), mail);
                return "2.0.0 Ok, it is kept";
            } catch (RawMail.TooLarge tooLarge) {
                throw new RejectException(
                        552, "5.3.4 The mail is larger than " + largest.toMegabytes() + " MB; link to what is large instead");
            } catch (RuntimeException notNow) {
                log.warn("A mail could not be kept; its sender will try again", notNow);
                throw new RejectException(451, "4.3.0 It can't be kept just now; try again later");
            }
        }

        @Override
        public void done() {}
    }
}
