package antipode.mail.incoming;

import antipode.mail.ReplyAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.util.unit.DataSize;

/// Our own door for mail, open at a free port, and a mail server that brings some to it, line by line.
@TestComponent
public class MailDoor implements AutoCloseable {

    private final IncomingMails mails;
    private final ReplyAddress address;
    private SmtpDoor door;

    MailDoor(IncomingMails mails, ReplyAddress address) {
        this.mails = mails;
        this.address = address;
        this.door = at(0);
    }

    private SmtpDoor at(int port) {
        return new SmtpDoor(mails, address, port, "127.0.0.1", DataSize.ofMegabytes(2));
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

        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        private Session(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(30_000);
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.out = socket.getOutputStream();
            answer();
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

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
