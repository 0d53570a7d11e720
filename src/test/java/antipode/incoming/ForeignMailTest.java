package antipode.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.issues.Issues;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.SmtpServer;
import antipode.mail.incoming.IncomingMails;
import antipode.mail.incoming.MailDoor;
import antipode.testing.Cast;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/// Other people's programs bring mail to our door and check our letters: swaks, Postfix and dkimpy, from Debian.
@AntipodeTest
@Tag("long")
@Import({MailDoor.class, SmtpServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignMailTest {

    private static final String VOUCHED = "mx.halyard.example; dmarc=pass header.from=halyard.example";

    private final Cast cast;
    private final Issues issues;
    private final Comments comments;
    private final Threads threads;
    private final ReplyKeys keys;
    private final IncomingMails mails;
    private final MailDoor door;
    private final Outbox outbox;
    private final Letters letters;
    private final SmtpServer smtp;
    private final TransactionTemplate transaction;
    private Cast.Company company;
    private Issuable issue;
    private String to = "";

    @TempDir
    Path folder;

    ForeignMailTest(
            Cast cast, Issues issues, Comments comments, Threads threads, ReplyKeys keys, IncomingMails mails, MailDoor door,
            Outbox outbox, Letters letters, SmtpServer smtp, TransactionTemplate transaction) {
        this.cast = cast;
        this.issues = issues;
        this.comments = comments;
        this.threads = threads;
        this.keys = keys;
        this.mails = mails;
        this.door = door;
        this.outbox = outbox;
        this.letters = letters;
        this.smtp = smtp;
        this.transaction = transaction;
    }

    @BeforeEach
    void anaOpensAnIssue() {
        company = company == null ? cast.arrive() : company;
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "A flat refund."), false).header();
        to = "incoming+" + keys.make(new SentNotification(company.kei().id(), issue.id(), null)) + "@in.halyard.example";
    }

    private List<String> said() {
        outbox.drain();
        return comments.of(threads.get(issue.id())).stream()
                .filter(Comment.class::isInstance)
                .map(note -> ((Comment) note).body())
                .toList();
    }

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int swaks(int port, String... further) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "swaks", "--server", "127.0.0.1", "--port", "" + port, "--from", "kei@halyard.example", "--to", to, "--h-From",
                "Kei <kei@halyard.example>", "--header", "Authentication-Results: " + VOUCHED));
        command.addAll(List.of(further));
        return run(folder.resolve("swaks.log"), command.toArray(String[]::new));
    }

    @Test
    void swaks_brings_an_answer_with_a_file_and_is_told_what_is_too_large() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.txt"), "The plan");
        assertThat(swaks(door.port(), "--body", "Yes, it is.", "--attach-type", "text/x-plan", "--attach-name", "plan.txt", "--attach", "@" + file))
                .as(Files.readString(folder.resolve("swaks.log")))
                .isZero();
        assertThat(said()).singleElement().satisfies(words -> assertThat(words).startsWith("Yes, it is.").contains("[plan.txt](/uploads/"));
        Path large = Files.writeString(folder.resolve("large.txt"), ("x".repeat(70) + "\n").repeat(50_000));
        assertThat(swaks(door.port(), "--body", "Large.", "--attach", "@" + large)).isNotZero();
        assertThat(Files.readString(folder.resolve("swaks.log"))).contains(" 552 ");
    }

    @Test
    void postfix_hands_on_what_it_has_once_even_if_we_were_away_when_it_came() throws Exception {
        int ours = door.port();
        door.close();
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "antipode-postfix-");
        int port = free();
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("queue"));
        Path data = Files.createDirectories(home.resolve("data"));
        run(folder.resolve("chown.log"), "chown", "postfix", data.toString());
        run(folder.resolve("chmod.log"), "chmod", "755", home.toString());
        Files.writeString(home.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %s/queue
                data_directory = %s/data
                maillog_file = /var/log/%s.log
                myhostname = mx.halyard.example
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                relay_domains = in.halyard.example
                transport_maps = inline:{in.halyard.example=smtp:[127.0.0.1]:%d}
                minimal_backoff_time = 1s
                maximal_backoff_time = 2s
                queue_run_delay = 1s
                """.formatted(home, home, home.getFileName(), ours));
        Files.writeString(home.resolve("etc/master.cf"), Files.readString(Path.of("/usr/share/postfix/master.cf.dist"))
                .replaceFirst("(?m)^smtp +inet.*$", port + " inet n - n - - smtpd")
                .replaceAll("(?m)^(pickup|cleanup|qmgr|tlsmgr|rewrite|bounce|defer|trace|verify|flush|proxymap|proxywrite|smtp|relay|showq|error|retry|discard|local|virtual|lmtp|anvil|scache|postlog)(\\s+\\S+\\s+\\S+\\s+\\S+\\s+)y", "$1$2n"));
        try {
            assertThat(run(folder.resolve("start.log"), "postfix", "-c", home.resolve("etc").toString(), "start"))
                    .as(Files.readString(folder.resolve("start.log")))
                    .isZero();
            assertThat(swaks(port, "--body", "It came while you were away.")).as(Files.readString(folder.resolve("swaks.log"))).isZero();
            door.openAt(ours);
            until(() -> !said().isEmpty());
            assertThat(said()).containsExactly("It came while you were away.");
            assertThat(mails.newest(null, 0, 1).getFirst().cameBy()).isEqualTo("SMTP from 127.0.0.1");
        } finally {
            run(folder.resolve("stop.log"), "postfix", "-c", home.resolve("etc").toString(), "stop");
            run(folder.resolve("rm.log"), "rm", "-rf", home.toString(), "/var/log/" + home.getFileName() + ".log");
        }
    }

    @Test
    void another_program_finds_the_signature_of_our_letters_to_be_good() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes());
        Path key = Files.writeString(folder.resolve("dkim.pem"), "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        smtp.sign(key.toString());
        Long letter = transaction.execute(_ -> letters.post(new Letter(
                "signed", "kei@halyard.example", "Kei Nakamura", "Ünïcode, and 東京", "In text — Ünï\n.dot\n", "<p>In html</p>",
                Map.of("List-Unsubscribe", "<https://x.example/y>", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))));
        String raw = SmtpServer.raw(smtp.send(letter));
        smtp.sign("");
        assertThat(raw).contains("DKIM-Signature:");
        Path mail = Files.writeString(folder.resolve("letter.eml"), raw);
        String check = "import dkim,sys;print(dkim.verify(open(sys.argv[1],'rb').read(),dnsfunc=lambda name,timeout=5:b'v=DKIM1; k=rsa; p='+sys.argv[2].encode()))";
        run(folder.resolve("dkim.log"), "/usr/bin/python3", "-c", check, mail.toString(),
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        assertThat(Files.readString(folder.resolve("dkim.log")).strip()).isEqualTo("True");
        assertThat(raw.replaceAll("\r\n\\s+", "").toLowerCase()).containsPattern("dkim-signature:[^\r\n]*h=[^;]*list-unsubscribe-post");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// What another process does takes its time.
    private static void until(BooleanSupplier done) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!done.getAsBoolean() && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
