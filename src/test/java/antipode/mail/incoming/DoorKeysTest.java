package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Encrypted sessions with our door for mail, and what somebody between could try.
@AntipodeTest
@Import(MailDoor.class)
class DoorKeysTest {

    private static final String TO = "incoming+" + "a".repeat(32) + "@in.halyard.example";
    private static final String MAIL = "From: kei@halyard.example\r\nMessage-ID: <1@x.example>\r\n\r\nYes\r\n";

    private final MailDoor doors;
    private final IncomingMails mails;
    private final JdbcClient jdbc;
    private Door door;

    @TempDir
    static Path folder;

    DoorKeysTest(MailDoor doors, IncomingMails mails, JdbcClient jdbc) {
        this.doors = doors;
        this.mails = mails;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void opens() throws Exception {
        jdbc.sql("truncate incoming_mail, outbox cascade").update();
        if (!Files.exists(folder.resolve("one.pem"))) {
            certificate("one");
            certificate("two");
        }
        opens(false);
    }

    private void opens(boolean required) throws Exception {
        closes();
        Files.copy(folder.resolve("one.pem"), folder.resolve("door.pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("one.key"), folder.resolve("door.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        door = doors.door(Door.Protocol.SMTP, 0, new DoorKeys(folder.resolve("door.pem"), folder.resolve("door.key"), required));
        door.start();
    }

    @AfterEach
    void closes() {
        if (door != null) {
            door.stop();
        }
    }

    /// A key and a certificate of its own, as two PEM files.
    private static void certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "door", "-keyalg", "EC",
                        "-dname", "CN=" + name + ".halyard.example", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "secret")
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start();
        assertThat(made.waitFor()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        pem(name + ".pem", "CERTIFICATE", keys.getCertificate("door").getEncoded());
        pem(name + ".key", "PRIVATE KEY", keys.getKey("door", "secret".toCharArray()).getEncoded());
    }

    private static void pem(String file, String kind, byte[] bytes) throws Exception {
        Files.writeString(folder.resolve(file), "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n");
    }

    /// Trusts the door's certificate of this name alone.
    private static SSLContext trusting(String name) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".pem"))) {
            trusted.setCertificateEntry("door", (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {(X509TrustManager) trust.getTrustManagers()[0]}, new SecureRandom());
        return context;
    }

    @Test
    void a_session_goes_on_encrypted_and_brings_its_mail() throws Exception {
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            assertThat(session.says("EHLO elsewhere.example")).contains("STARTTLS");
            assertThat(session.says("STARTTLS")).startsWith("220");
            session.encrypt(trusting("one"));
            assertThat(session.says("EHLO elsewhere.example")).startsWith("250-").doesNotContain("STARTTLS");
            assertThat(session.says("STARTTLS")).startsWith("503");
            session.says("MAIL FROM:<kei@halyard.example>");
            session.says("RCPT TO:<" + TO + ">");
            session.says("DATA");
            assertThat(session.data(MAIL.getBytes())).startsWith("250");
        }
        assertThat(mails.newest(null, 0, 10)).hasSize(1);
    }

    @Test
    void what_somebody_between_adds_in_plain_is_never_taken_for_a_word_of_the_encrypted_session() throws Exception {
        for (String injected : new String[] {
            "STARTTLS\r\nEHLO evil.example\r\n", "STARTTLS\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<" + TO + ">\r\n", "STARTTLS\r\n\r\n",
            "STARTTLS\r\n\0"}) {
            try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
                session.says("EHLO elsewhere.example");
                session.raw(injected);
                assertThat(session.answer()).as(injected).startsWith("501 5.5.1");
                assertThat(session.ended()).as(injected).isTrue();
            }
        }
    }

    @Test
    void what_was_begun_in_plain_does_not_go_on_encrypted() throws Exception {
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            session.says("EHLO elsewhere.example");
            session.says("MAIL FROM:<evil@evil.example>");
            session.says("RCPT TO:<" + TO + ">");
            session.says("STARTTLS");
            session.encrypt(trusting("one"));
            assertThat(session.says("DATA")).startsWith("503");
            assertThat(session.says("RCPT TO:<" + TO + ">")).startsWith("503");
            assertThat(session.says("EHLO elsewhere.example")).startsWith("250");
            assertThat(session.says("MAIL FROM:<kei@halyard.example>")).startsWith("250");
        }
        assertThat(mails.newest(null, 0, 10)).isEmpty();
    }

    @Test
    void an_encryption_that_fails_ends_the_session() throws Exception {
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            session.says("EHLO elsewhere.example");
            assertThat(session.says("STARTTLS")).startsWith("220");
            session.raw("MAIL FROM:<evil@evil.example>\r\nRCPT TO:<" + TO + ">\r\nDATA\r\n");
            assertThat(session.ended()).isTrue();
        }
        assertThat(mails.newest(null, 0, 10)).isEmpty();
    }

    @Test
    void where_it_is_required_nothing_is_taken_without_it() throws Exception {
        opens(true);
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            assertThat(session.says("EHLO elsewhere.example")).contains("STARTTLS");
            assertThat(session.says("MAIL FROM:<kei@halyard.example>")).startsWith("530");
            assertThat(session.says("DATA")).startsWith("530");
        }
    }

    @Test
    void a_renewed_certificate_is_shown_to_the_next_session_and_a_broken_one_to_none() throws Exception {
        Files.copy(folder.resolve("two.pem"), folder.resolve("door.pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("two.key"), folder.resolve("door.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(folder.resolve("door.pem"), FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
        greetsAs("two");
        Files.writeString(folder.resolve("door.pem"), "half of it");
        Files.setLastModifiedTime(folder.resolve("door.pem"), FileTime.from(Instant.parse("2032-01-01T00:00:00Z")));
        greetsAs("two");
        assertThatThrownBy(() -> new DoorKeys(folder.resolve("door.pem"), folder.resolve("door.key"), false))
                .hasMessageContaining("ANTIPODE_MAIL_INCOMING_TLS_CERTIFICATE");
    }

    private void greetsAs(String name) throws Exception {
        try (MailDoor.Session session = MailDoor.Session.at(door.port())) {
            session.says("EHLO elsewhere.example");
            session.says("STARTTLS");
            session.encrypt(trusting(name));
            assertThat(session.says("NOOP")).startsWith("250");
        }
    }
}
