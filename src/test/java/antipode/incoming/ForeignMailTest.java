package antipode.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.delivery.GivenNotice;
import antipode.delivery.Notice;
import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.delivery.letters.ThreadLetters;
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
import antipode.threads.Writing;
import jakarta.mail.internet.MimeMessage;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Other people's programs bring mail to our door and check our letters: swaks, Postfix, mutt and dkimpy, from Debian.
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
    private final ThreadLetters threadLetters;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Issuable issue;
    private String to = "";

    @TempDir
    Path folder;

    ForeignMailTest(
            Cast cast, Issues issues, Comments comments, Threads threads, ReplyKeys keys, IncomingMails mails, MailDoor door,
            Outbox outbox, Letters letters, SmtpServer smtp, TransactionTemplate transaction,
            ThreadLetters threadLetters, JdbcClient jdbc) {
        this.threadLetters = threadLetters;
        this.jdbc = jdbc;
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
    void swaks_brings_one_mail_for_two_by_lmtp_and_each_is_answered() throws Exception {
        int ours = free();
        String other = "incoming+" + keys.make(new SentNotification(company.ravi().id(), issue.id(), null)) + "@in.halyard.example";
        try (AutoCloseable _ = door.lmtpAt(ours)) {
            assertThat(run(folder.resolve("swaks.log"), "swaks", "--protocol", "LMTP", "--server", "127.0.0.1", "--port", "" + ours, "--from",
                    "kei@halyard.example", "--to", to + "," + other, "--h-From", "Kei <kei@halyard.example>", "--header",
                    "Authentication-Results: " + VOUCHED, "--body", "Yes."))
                    .as(Files.readString(folder.resolve("swaks.log")))
                    .isZero();
        }
        assertThat(Files.readString(folder.resolve("swaks.log"))).containsPattern("(?s)2\\.0\\.0 Ok, it is kept.*2\\.0\\.0 Ok, it is kept");
        assertThat(said()).containsExactly("Yes.");
        assertThat(mails.newest(null, 0, 2)).allSatisfy(mail -> assertThat(mail.cameBy()).isEqualTo("LMTP from 127.0.0.1"));
    }

    /// Mutt threads by References alone here, and says whose child each letter is.
    @Test
    void mutt_shows_our_letters_as_a_thread() throws Exception {
        Comment first = comments.write(company.ana(), issue, Writing.of("First thought"));
        Comment reply = comments.write(company.ana(), issue, new Writing("On second thought", first.id(), null));
        Long opened = jdbc.sql("select id from event where issuable_id = :id and action = 'opened'").param("id", issue.id()).query(Long.class).single();
        StringBuilder box = new StringBuilder();
        for (Long note : List.of(reply.id(), opened, first.id())) {
            MimeMessage letter = smtp.send(threadLetters.post(company.kei().require(), GivenNotice.of(
                    note, issue, note, Notice.Kind.INFORMATION, null, Cast.person(company.ana()), "")));
            box.append("From antipode@localhost Wed Nov  4 12:00:00 2026\n").append(SmtpServer.raw(letter).replace("\r\n", "\n")).append("\n");
        }
        Path letters = Files.writeString(folder.resolve("letters"), box);
        String root = "issue_" + issue.id() + "@";
        assertThat(childrenInMutt(letters, root)).containsExactly("<note_" + first.id() + "@localhost>");
        assertThat(childrenInMutt(letters, "note_" + first.id() + "@")).containsExactly("<note_" + reply.id() + "@localhost>");
        assertThat(childrenInMutt(letters, "note_" + reply.id() + "@")).isEmpty();
    }

    /// The Message-IDs of the letters that mutt shows right below this one.
    private List<String> childrenInMutt(Path letters, String parent) throws Exception {
        Path children = folder.resolve("children-" + parent.replace("@", ""));
        Path orders = Files.writeString(folder.resolve("muttrc"), """
                set folder=%s
                set sort=threads
                set strict_threads=yes
                set quit=yes
                set copy=no
                set confirmcreate=no
                set confirmappend=no
                set wait_key=no
                set mark_old=no
                set mbox_type=mbox
                set header_cache=
                push "<tag-pattern>~<(~i %s)<enter><tag-prefix-cond><copy-message><kill-line>%s<enter><end-cond><exit>"
                """.formatted(folder, parent, children));
        ProcessBuilder mutt = new ProcessBuilder("script", "-qec", "mutt -n -R -F " + orders + " -f " + letters, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mutt.log").toFile());
        mutt.environment().put("TERM", "xterm");
        mutt.environment().put("HOME", folder.toString());
        Process process = mutt.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(folder.resolve("mutt.log"))).isTrue();
        if (!Files.exists(children)) {
            return List.of();
        }
        return Files.readAllLines(children).stream()
                .filter(line -> line.startsWith("Message-ID: "))
                .map(line -> line.substring("Message-ID: ".length()))
                .toList();
    }

    @Test
    void postfix_hands_on_what_it_has_once_even_if_we_were_away_when_it_came() throws Exception {
        int ours = door.port();
        door.close();
        postfixHandsOn("smtp", ours, () -> door.openAt(ours), "SMTP from 127.0.0.1");
    }

    @Test
    void postfix_hands_it_on_by_lmtp_as_well() throws Exception {
        int ours = free();
        List<AutoCloseable> open = new ArrayList<>();
        postfixHandsOn("lmtp", ours, () -> open.add(door.lmtpAt(ours)), "LMTP from 127.0.0.1");
        open.getFirst().close();
    }

    private void postfixHandsOn(String protocol, int ours, Runnable opens, String cameBy) throws Exception {
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
                transport_maps = inline:{in.halyard.example=%s:[127.0.0.1]:%d}
                minimal_backoff_time = 1s
                maximal_backoff_time = 2s
                queue_run_delay = 1s
                """.formatted(home, home, home.getFileName(), protocol, ours));
        Files.writeString(home.resolve("etc/master.cf"), Files.readString(Path.of("/usr/share/postfix/master.cf.dist"))
                .replaceFirst("(?m)^smtp +inet.*$", port + " inet n - n - - smtpd")
                .replaceAll("(?m)^(pickup|cleanup|qmgr|tlsmgr|rewrite|bounce|defer|trace|verify|flush|proxymap|proxywrite|smtp|relay|showq|error|retry|discard|local|virtual|lmtp|anvil|scache|postlog)(\\s+\\S+\\s+\\S+\\s+\\S+\\s+)y", "$1$2n"));
        try {
            assertThat(run(folder.resolve("start.log"), "postfix", "-c", home.resolve("etc").toString(), "start"))
                    .as(Files.readString(folder.resolve("start.log")))
                    .isZero();
            assertThat(swaks(port, "--body", "It came while you were away.")).as(Files.readString(folder.resolve("swaks.log"))).isZero();
            opens.run();
            until(() -> !said().isEmpty());
            assertThat(said()).containsExactly("It came while you were away.");
            assertThat(mails.newest(null, 0, 1).getFirst().cameBy()).isEqualTo(cameBy);
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
