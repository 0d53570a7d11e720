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
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.SessionHandler;

/// Takes mail by SMTP or LMTP from a mail server that hands it on. It takes mail for our own address alone, and says that
/// it has it only when the database does.
final class Door implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_OF_ONE = 20;
    private static final int MOST_RECIPIENTS = 50;
    private static final int PATIENCE = 60_000;

    /// What is spoken at it: after a mail's last line SMTP answers once for all its recipients, LMTP (RFC 2033) once for
    /// each.
    enum Protocol {
        SMTP,
        LMTP
    }

    /// Where it is and who may come in.
    ///
    /// @param port 0 for any that is free
    /// @param keys with what sessions are encrypted; nothing where none are
    record Sign(Protocol protocol, String bind, int port, DataSize largest, @Nullable DoorKeys keys) {}

    private final IncomingMails mails;
    private final ReplyAddress address;
    private final Sign sign;
    private @Nullable SMTPServer server;

    Door(IncomingMails mails, ReplyAddress address, Sign sign) {
        this.mails = mails;
        this.address = address;
        this.sign = sign;
    }

    @Override
    public void start() {
        DoorKeys keys = sign.keys();
        try {
            SMTPServer.Builder building = SMTPServer.port(sign.port())
                    .bindAddress(InetAddress.getByName(sign.bind()))
                    .hostName(address.host())
                    .softwareName(sign.protocol() == Protocol.LMTP ? "LMTP Antipode" : "Antipode")
                    .maxMessageSize(Math.toIntExact(sign.largest().toBytes()))
                    .maxConnections(MOST_CONNECTIONS)
                    .maxRecipients(MOST_RECIPIENTS)
                    .connectionTimeoutMs(PATIENCE)
                    .sessionHandler(SessionHandler.limitConcurrentSessionsBySource(MOST_OF_ONE))
                    .executorService(Executors.newVirtualThreadPerTaskExecutor())
                    .messageHandlerFactory(Mail::new);
            if (keys != null) {
                building.enableTLS().requireTLS(keys.required()).startTlsSocketFactory(keys::wrap);
            }
            SMTPServer starting = building.build();
            DoorCommands.all(sign.protocol(), keys).forEach(starting.getCommandHandler()::addCommand);
            starting.start();
            server = starting;
            log.info("Mail comes in by {} at {}:{}", sign.protocol(), sign.bind(), starting.getPortAllocated());
        } catch (UnknownHostException nowhere) {
            throw new IllegalStateException("There is no address " + sign.bind() + " for ANTIPODE_MAIL_INCOMING_BIND", nowhere);
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
    final class Mail implements MessageHandler {

        private final String cameBy;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Mail(MessageContext context) {
            this.cameBy = sign.protocol() + " from " + (context.getRemoteAddress() instanceof InetSocketAddress from
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

        /// Keeps it, and says how each recipient is answered, in the order in which they were named; by SMTP all as one.
        List<String> keep(InputStream in) throws IOException {
            try (RawMail mail = RawMail.of(in, sign.largest().toBytes())) {
                return sign.protocol() == Protocol.SMTP
                        ? List.of(keep(recipients, mail))
                        : recipients.stream().map(one -> keep(List.of(one), mail)).toList();
            } catch (RawMail.TooLarge tooLarge) {
                String refused = "552 5.3.4 The mail is larger than " + sign.largest().toMegabytes()
                        + " MB; link to what is large instead";
                return sign.protocol() == Protocol.SMTP ? List.of(refused) : recipients.stream().map(_ -> refused).toList();
            }
        }

        private String keep(List<String> whom, RawMail mail) {
            try {
                mails.receive(new Envelope(sender, List.copyOf(whom), cameBy), mail);
                return "250 2.0.0 Ok, it is kept";
            } catch (IOException | RuntimeException notNow) {
                log.warn("A mail could not be kept; its sender will try again", notNow);
                return "451 4.3.0 It can't be kept just now; try again later";
            }
        }

        @Override
        public String data(InputStream in) {
            throw new IllegalStateException("Mail is taken by DATA alone");
        }

        @Override
        public void done() {}
    }
}
