package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// A real mailbox, fetched each minute.
@AntipodeTest
class ImapMailboxTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final IncomingMails mails;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private GreenMailUser user;

    ImapMailboxTest(IncomingMails mails, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.transactions = transactions;
        this.mails = mails;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void opens() {
        jdbc.sql("truncate incoming_mail, outbox cascade").update();
        server.start();
        user = server.setUser("incoming@in.halyard.example", "incoming", "secret");
    }

    @AfterEach
    void closes() {
        server.stop();
    }

    private ImapMailbox mailbox(String password, String moveTo) {
        return new ImapMailbox(mails, account(password, moveTo), DataSize.ofMegabytes(2), jdbc, transactions);
    }

    private ImapAccount account(String password, String moveTo) {
        return new ImapAccount("127.0.0.1", server.getImap().getPort(), "incoming", password, false, "INBOX", moveTo);
    }

    @Test
    void a_mailbox_that_can_say_so_has_new_mail_fetched_at_once() throws Exception {
        Semaphore rung = new Semaphore(0);
        ImapBell bell = new ImapBell(account("secret", ""), () -> {
            mailbox("secret", "").run();
            rung.release();
        });
        lies("From: kei@halyard.example\nMessage-ID: <1@x>\n\nThere already\n");
        bell.start();
        assertThat(rung.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        // GreenMail does not tell what comes in the moment before one waits; a server may, and we look each minute.
        int next = 2;
        do {
            lies("From: kei@halyard.example\nMessage-ID: <" + next + "@x>\n\nNew\n");
        } while (++next < 12 && !rung.tryAcquire(2, TimeUnit.SECONDS));
        bell.stop();
        assertThat(mails.newest(null, 0, 10)).extracting(Incoming::messageId).contains("<2@x>", "<1@x>");
    }

    private void lies(String mail) throws Exception {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void each_mail_is_fetched_once_and_left_there_as_seen() throws Exception {
        lies("From: kei@halyard.example\nReturn-Path: <kei@halyard.example>\nTo: incoming+abc@in.halyard.example\nMessage-ID: <1@x>\n\nOne\n");
        lies("From: ana@halyard.example\nMessage-ID: <2@x>\n\nTwo\n");
        mailbox("secret", "").run();
        mailbox("secret", "").run();
        assertThat(mails.newest(null, 0, 10)).extracting(Incoming::messageId).containsExactly("<2@x>", "<1@x>");
        assertThat(mails.newest(null, 0, 10)).allSatisfy(mail -> assertThat(mail.copies()).isEqualTo(1));
        assertThat(mails.newest(null, 0, 10).getLast().sender()).isEqualTo("kei@halyard.example");
    }

    @Test
    void what_the_mailbox_was_told_we_have_is_kept_even_if_the_job_that_fetched_it_fails() throws Exception {
        lies("From: kei@halyard.example\nMessage-ID: <1@x>\n\nOne\n");
        new TransactionTemplate(transactions).executeWithoutResult(job -> {
            mailbox("secret", "").run();
            job.setRollbackOnly();
        });
        assertThat(mails.newest(null, 0, 10)).hasSize(1);
    }

    @Test
    void what_was_fetched_is_moved_where_that_is_wished() throws Exception {
        lies("From: kei@halyard.example\nMessage-ID: <1@x>\n\nOne\n");
        mailbox("secret", "Done").run();
        assertThat(mails.newest(null, 0, 10)).hasSize(1);
        assertThat(count("INBOX")).isZero();
        assertThat(count("Done")).isEqualTo(1);
    }

    @Test
    void what_is_too_large_stays_there_and_does_not_hold_up_the_rest() throws Exception {
        lies("From: kei@halyard.example\nMessage-ID: <1@x>\n\n" + ("x".repeat(900) + "\n").repeat(3_000));
        lies("From: kei@halyard.example\nMessage-ID: <2@x>\n\nSmall\n");
        mailbox("secret", "").run();
        assertThat(mails.newest(null, 0, 10)).extracting(Incoming::messageId).containsExactly("<2@x>");
    }

    @Test
    void a_mailbox_that_does_not_answer_is_tried_again_and_harms_nothing() {
        mailbox("wrong", "").run();
        assertThat(mails.newest(null, 0, 10)).isEmpty();
    }

    private int count(String folder) throws FolderException {
        var found = server.getManagers().getImapHostManager().getFolder(user, folder);
        return found == null ? -1 : found.getMessageCount();
    }
}
