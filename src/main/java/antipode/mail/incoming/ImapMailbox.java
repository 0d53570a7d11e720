package antipode.mail.incoming;

import antipode.jobs.Repeated;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Fetches mail from a mailbox, each minute and whenever the mailbox says that it has some. A mail is marked as seen there,
/// and moved where that is wished, only after it is kept here.
@Component
@ConditionalOnProperty(name = "antipode.mail.incoming.imap.host")
class ImapMailbox implements Repeated {

    private static final Logger log = LoggerFactory.getLogger(ImapMailbox.class);

    static final String NAME = "fetch-mail";

    /// So that one minute's fetching ends.
    private static final int MOST = 500;

    private final IncomingMails mails;
    private final ImapAccount account;
    private final JdbcClient jdbc;
    private final DataSize largest;
    private final TransactionTemplate apart;

    ImapMailbox(
            IncomingMails mails,
            ImapAccount account,
            @Value("${antipode.mail.incoming.largest:25MB}") DataSize largest,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.mails = mails;
        this.account = account;
        this.largest = largest;
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        // A mailbox that says it has mail may have this begin again while it runs.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))").param("name", NAME).query().singleRow();
        try (Store store = account.connect(Duration.ofMinutes(1))) {
            try (Folder folder = store.getFolder(account.folder())) {
                folder.open(Folder.READ_WRITE);
                Folder done = account.moveTo().isEmpty() ? null : store.getFolder(account.moveTo());
                if (done != null && !done.exists()) {
                    done.create(Folder.HOLDS_MESSAGES);
                }
                fetch(folder, done);
            }
        } catch (MessagingException away) {
            log.warn("The mailbox {} at {} can't be read; trying again in a minute: {}", account.user(), account.host(), away.getMessage());
        }
    }

    private void fetch(Folder folder, @Nullable Folder done) throws MessagingException {
        Message[] fresh = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        Message[] some = fresh.length > MOST ? java.util.Arrays.copyOf(fresh, MOST) : fresh;
        FetchProfile sizes = new FetchProfile();
        sizes.add(FetchProfile.Item.ENVELOPE);
        sizes.add("X-mailbox-size");
        folder.fetch(some, sizes);
        for (Message message : some) {
            if (message.getSize() > largest.toBytes()) {
                log.warn("A mail of {} bytes is left in the mailbox: it is larger than ANTIPODE_MAIL_INCOMING_LARGEST", message.getSize());
                message.setFlag(Flags.Flag.FLAGGED, true);
                message.setFlag(Flags.Flag.SEEN, true);
                continue;
            }
            if (keep(message)) {
                message.setFlag(Flags.Flag.SEEN, true);
                if (done != null) {
                    folder.copyMessages(new Message[] {message}, done);
                    message.setFlag(Flags.Flag.DELETED, true);
                }
            }
        }
        if (done != null) {
            folder.expunge();
        }
    }

    /// Fetched with PEEK, so that what could not be kept is fetched again.
    private boolean keep(Message message) {
        Path file = null;
        try {
            file = Files.createTempFile("antipode-imap-", ".eml");
            try (OutputStream out = Files.newOutputStream(file)) {
                message.writeTo(out);
            }
            try (InputStream in = Files.newInputStream(file); RawMail mail = RawMail.of(in, largest.toBytes())) {
                // Apart from the job that fetches: it is committed before the mailbox hears that we have it.
                apart.executeWithoutResult(_ -> receive(mail));
            }
            return true;
        } catch (IOException | MessagingException | RuntimeException notNow) {
            log.warn("A mail could not be fetched; trying again in a minute", notNow);
            return false;
        } finally {
            delete(file);
        }
    }

    private void receive(RawMail mail) {
        try {
            mails.receive(new Envelope(sender(mail), List.of(""), "IMAP"), mail);
        } catch (IOException notNow) {
            throw new UncheckedIOException(notNow);
        }
    }

    /// Whom the envelope named, as the server that delivered it wrote down.
    private static String sender(RawMail mail) {
        return mail.headers().first("Return-Path").replaceAll("[<>\\s]", "");
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
