package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/// A real mailbox at Debian's Dovecot, to which swaks delivers by LMTP and which we read by IMAP.
@AntipodeTest
@Tag("long")
class DovecotTest {

    private static final String TO = "incoming+" + "a".repeat(32) + "@in.halyard.example";

    private final IncomingMails mails;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private Path home;
    private int imap;
    private int lmtp;

    DovecotTest(IncomingMails mails, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.mails = mails;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void opens() throws Exception {
        jdbc.sql("truncate incoming_mail, outbox cascade").update();
        home = Files.createTempDirectory(Path.of("/var/tmp"), "antipode-dovecot-");
        imap = free();
        lmtp = free();
        run("mkdir", home + "/mail", home + "/run", home + "/state");
        run("chmod", "755", home.toString());
        run("chown", "mail:mail", home + "/mail");
        Path config = Files.writeString(home.resolve("dovecot.conf"), """
                protocols = imap lmtp
                listen = 127.0.0.1
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                ssl = no
                disable_plaintext_auth = no
                auth_username_format = %%n
                recipient_delimiter = +
                first_valid_uid = 1
                mail_location = maildir:~/Maildir
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail/%%n allow_all_users=yes
                }
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    port = %3$d
                  }
                }
                """.formatted(home, imap, lmtp));
        run("dovecot", "-c", config.toString());
    }

    @AfterEach
    void closes() throws Exception {
        run("doveadm", "-c", home + "/dovecot.conf", "stop");
        Files.copy(home.resolve("log"), Path.of("target", "dovecot.log"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        run("rm", "-rf", home.toString());
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = home.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> String.join(" ", command) + ": " + said(log)).isZero();
    }

    private static String said(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void lies(String words) throws Exception {
        run("swaks", "--protocol", "LMTP", "--server", "127.0.0.1", "--port", "" + lmtp, "--from", "kei@halyard.example", "--to", TO, "--h-From",
                "Kei <kei@halyard.example>", "--body", words);
    }

    private ImapAccount account(String moveTo) {
        return new ImapAccount("127.0.0.1", imap, "incoming", "secret", false, "INBOX", moveTo);
    }

    private void fetch(String moveTo) {
        new ImapMailbox(mails, account(moveTo), DataSize.ofMegabytes(2), jdbc, transactions).run();
    }

    private void hasCome(int many) {
        assertThat(mails.newest(null, 0, 100)).hasSize(many).allSatisfy(mail -> {
            assertThat(mail.copies()).isEqualTo(1);
            assertThat(mail.sender()).isEqualTo("kei@halyard.example");
        });
    }

    @Test
    void each_mail_is_fetched_once_and_the_key_is_found_where_dovecot_leaves_it() throws Exception {
        lies("One");
        lies("Two");
        fetch("");
        fetch("");
        hasCome(2);
        try (ReadMail read = mails.read(mails.newest(null, 0, 1).getFirst().id())) {
            assertThat(read.addressed("Delivered-To", "To")).contains(TO);
            assertThat(read.words().kept()).isIn("One", "Two");
        }
    }

    @Test
    void what_was_fetched_is_moved() throws Exception {
        lies("One");
        fetch("Done");
        hasCome(1);
        fetch("Done");
        hasCome(1);
        try (var lying = Files.list(home.resolve("mail/incoming/Maildir/.Done/cur"))) {
            assertThat(lying).hasSize(1);
        }
    }

    @Test
    void it_says_when_it_has_mail_and_that_is_fetched_at_once() throws Exception {
        lies("There already");
        Semaphore rung = new Semaphore(0);
        ImapBell bell = new ImapBell(account(""), () -> {
            fetch("");
            rung.release();
        });
        bell.start();
        assertThat(rung.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        Instant before = Instant.now();
        for (int next = 2; next < 5; next++) {
            lies("New " + next);
            assertThat(rung.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(1));
        bell.stop();
        hasCome(4);
    }
}
