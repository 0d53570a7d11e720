package antipode.mail.incoming;

import antipode.mail.ReplyAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.util.unit.DataSize;

/// Our own door for mail, open at a free port, and a mail server that brings some to it, line by line.
@TestComponent
public class MailDoor implements AutoCloseable {

    private final IncomingMails mails;
    private final ReplyAddress address;
    private Door door;

    MailDoor(IncomingMails mails, ReplyAddress address) {
        this.mails = mails;
        this.address = address;
        this.door = at(0);
    }

    private Door at(int port) {
        return door(Door.Protocol.SMTP, port, null);
    }

    /// Another door, which whoever asks for it opens and closes.
    Door door(Door.Protocol protocol, int port, DoorKeys keys) {
        return new Door(mails, address, new Door.Sign(protocol, "127.0.0.1", port, DataSize.ofMegabytes(2), keys));
    }

    /// Opens one by LMTP at this port.
    public AutoCloseable lmtpAt(int port) {
        Door lmtp = door(Door.Protocol.LMTP, port, null);
        lmtp.start();
        return lmtp::stop;
    }

    /// Opens it if it is not open yet, and says where.
    public int port() {
        if (!door.isRunning()) {
            door.start();
        }
        return door.port();
    }

    /// Opens it where it was.
    public void openAt(int port) {
        door = at(port);
        door.start();
    }

    /// A word of nobody: for a server that names no host that vouches.
    public static Authentication nobodyVouches() {
        return new Authentication("");
    }

    /// Brings a mail, and says how the last step of it was answered.
    public String bring(String sender, String recipient, String mail) {
        return bring(sender, recipient, mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public String bring(String sender, String recipient, byte[] mail) {
        try (Session session = open()) {
            session.says("EHLO elsewhere.example");
            String from = session.says("MAIL FROM:<" + sender + ">");
            String to = session.says("RCPT TO:<" + recipient + ">");
            if (!from.startsWith("250") || !to.startsWith("250")) {
                return from.startsWith("250") ? to : from;
            }
            session.says("DATA");
            return session.data(mail);
        } catch (IOException broken) {
            return "broken: " + broken;
        }
    }

    public Session open() throws IOException {
        return new Session(new Socket("127.0.0.1", port()));
    }

    @Override
    public void close() {
        door.stop();
    }

    /// One connection.
    public static final class Session implements AutoCloseable {

        private Socket socket;
        private BufferedReader in;
        private OutputStream out;

        private Session(Socket socket) throws IOException {
            speakBy(socket);
            answer();
        }

        static Session at(int port) throws IOException {
            return new Session(new Socket("127.0.0.1", port));
        }

        private void speakBy(Socket way) throws IOException {
            socket = way;
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        }

        /// Goes on encrypted.
        void encrypt(SSLContext trusting) throws IOException {
            SSLSocket encrypted = (SSLSocket) trusting.getSocketFactory().createSocket(socket, "in.halyard.example", socket.getPort(), true);
            encrypted.startHandshake();
            speakBy(encrypted);
        }

        public String says(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return answer();
        }

        public String data(byte[] mail) throws IOException {
            String stuffed = new String(mail, StandardCharsets.ISO_8859_1).replace("\r\n.", "\r\n..");
            out.write((stuffed + (stuffed.endsWith("\r\n") ? "" : "\r\n") + ".\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return answer();
        }

        /// Exactly these bytes.
        public void raw(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        public String answer() throws IOException {
            StringBuilder all = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                all.append(line).append('\n');
                if (line.length() < 4 || line.charAt(3) != '-') {
                    break;
                }
            }
            return all.toString().strip();
        }

        /// Whether the other side has hung up, by now or after what it still says.
        boolean ended() {
            try {
                while (in.read() >= 0) {
                    // an alert of the encryption that failed
                }
                return true;
            } catch (java.net.SocketTimeoutException stillThere) {
                return false;
            } catch (IOException broken) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
