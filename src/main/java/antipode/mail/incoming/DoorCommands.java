package antipode.mail.incoming;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.internal.io.DotTerminatedInputStream;
import org.subethamail.smtp.internal.io.DotUnstuffingInputStream;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.RequireTLSCommandWrapper;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/// What our door says otherwise than the library: it greets by LMTP too, answers once for each recipient where that is
/// wished, ends what was begun also where a mail is refused, and takes nothing that was said before encryption for
/// something said after it.
final class DoorCommands {

    private static final Logger log = LoggerFactory.getLogger(DoorCommands.class);

    private DoorCommands() {}

    static List<Command> all(Door.Protocol protocol, @Nullable DoorKeys keys) {
        boolean lmtp = protocol == Door.Protocol.LMTP;
        return List.of(
                new Greeting(lmtp ? "LHLO" : "EHLO", keys != null),
                lmtp ? new Unknown("EHLO") : new Unknown("LHLO"),
                lmtp ? new Unknown("HELO") : new RequireTLSCommandWrapper(new Greeting("HELO", false)),
                new RequireTLSCommandWrapper(new Data(protocol)),
                // Its chunks would be read as commands where nobody had asked for them.
                new Unknown("BDAT"),
                new StartTls());
    }

    private static final class Unknown extends BaseCommand {

        Unknown(String name) {
            super(name, "Not spoken here.");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            session.sendResponse("500 5.5.1 " + getName() + " is not spoken here");
        }
    }

    /// Says what can be said here.
    private static final class Greeting extends BaseCommand {

        private final boolean encrypts;

        Greeting(String name, boolean encrypts) {
            super(name, "Introduce yourself.", "<hostname>");
            this.encrypts = encrypts;
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            String[] words = getArgs(line);
            if (words.length < 2) {
                session.sendResponse("501 5.5.4 Syntax: " + getName() + " hostname");
                return;
            }
            session.resetMailTransaction();
            session.setHelo(words[1]);
            String host = session.getServer().getHostName();
            if (getName().equals("HELO")) {
                session.sendResponse("250 " + host);
                return;
            }
            session.sendResponse("250-" + host + "\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE " + session.getServer().getMaxMessageSize()
                    + (encrypts && !session.isTLSStarted() ? "\r\n250-STARTTLS" : "") + "\r\n250 SMTPUTF8");
        }
    }

    /// Takes the mail itself.
    private static final class Data extends BaseCommand {

        private final Door.Protocol protocol;

        Data(Door.Protocol protocol) {
            super("DATA", "The mail, up to a line that holds a dot alone.");
            this.protocol = protocol;
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            if (!session.isMailTransactionInProgress()) {
                session.sendResponse("503 5.5.1 MAIL comes first");
            } else if (session.getRecipientCount() == 0) {
                session.sendResponse("503 5.5.1 There is nobody it could be for");
            } else {
                session.sendResponse("354 End it with a line that holds a dot alone");
                InputStream mail = new DotUnstuffingInputStream(new DotTerminatedInputStream(session.getRawInput()));
                List<String> answers = ((Door.Mail) session.getMessageHandler()).keep(new SequenceInputStream(received(session), mail));
                for (String answer : answers) {
                    session.sendResponse(answer);
                }
                session.resetMailTransaction();
            }
        }

        /// The line that each server on its way puts on top.
        private InputStream received(Session session) {
            SMTPServer server = session.getServer();
            String greeted = session.getHelo().orElse("nobody").replaceAll("[^!-~]", "?");
            String line = "Received: from " + greeted.substring(0, Math.min(greeted.length(), 255)) + " (["
                    + session.getRemoteAddress().getAddress().getHostAddress() + "])\r\n        by " + server.getHostName()
                    + " (Antipode) with " + (protocol == Door.Protocol.LMTP ? "LMTP" : "ESMTP") + (session.isTLSStarted() ? "S" : "")
                    + " id " + session.getSessionId() + ";\r\n        "
                    + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n";
            return new ByteArrayInputStream(line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Encrypts the session from here on. Whatever was said in plain with or behind the command could be somebody's who
    /// sits between: it ends the session, and nothing that was said before counts after.
    private static final class StartTls extends BaseCommand {

        StartTls() {
            super("STARTTLS", "Encrypts the session.");
        }

        @Override
        public void execute(String line, Session session) throws IOException {
            Socket plain = session.getSocket();
            if (!line.strip().toUpperCase(Locale.ROOT).equals("STARTTLS")) {
                session.sendResponse("501 5.5.4 STARTTLS stands alone");
            } else if (!session.getServer().getEnableTLS()) {
                session.sendResponse("502 5.5.1 There is no certificate here");
            } else if (plain instanceof SSLSocket) {
                session.sendResponse("503 5.5.1 It is encrypted already");
            } else if (session.getRawInput().available() > 0) {
                log.warn("A mail session from {} was ended: something was sent in plain behind STARTTLS", plain.getInetAddress());
                session.sendResponse("501 5.5.1 Nothing may follow STARTTLS before encryption has begun");
                end(session);
            } else {
                session.sendResponse("220 2.0.0 Begin");
                try {
                    SSLSocket encrypted = session.getServer().createSSLSocket(plain);
                    encrypted.startHandshake();
                    session.setSocket(encrypted);
                    session.resetSmtpProtocol();
                    session.setTlsStarted(true);
                } catch (IOException refused) {
                    log.info("A mail session from {} could not be encrypted: {}", plain.getInetAddress(), refused.getMessage());
                    end(session);
                }
            }
        }

        private static void end(Session session) throws IOException {
            session.quit();
            session.closeSocket();
        }
    }
}
