package antipode.mail.incoming;

import antipode.jobs.Schedules;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Waits for a mailbox to say that it has new mail (IMAP IDLE), and then has it fetched at once. It fetches nothing itself:
/// that goes on each minute also where the server has no IDLE, and while this can't be reached.
@Component
@ConditionalOnExpression("'${antipode.mail.incoming.imap.host:}' != '' and ${antipode.background:true}")
class ImapBell implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImapBell.class);

    /// A server may hang up after half an hour (RFC 2177), and a line can go dead without a word.
    private static final Duration AT_LEAST_ANEW_IN = Duration.ofMinutes(25);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ImapAccount account;
    private final Runnable fetch;
    private @Nullable Thread thread;
    private volatile boolean running;

    @Autowired
    ImapBell(ImapAccount account, Schedules schedules, Clock clock) {
        this(account, () -> schedules.reschedule(ImapMailbox.NAME, "", clock.instant()));
    }

    ImapBell(ImapAccount account, Runnable fetch) {
        this.account = account;
        this.fetch = fetch;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("imap-bell").start(this::listen);
    }

    private void listen() {
        while (running) {
            try (Store store = account.connect(AT_LEAST_ANEW_IN)) {
                if (!(store instanceof IMAPStore imap) || !imap.hasCapability("IDLE")) {
                    log.info("The mailbox at {} has no IDLE; it is asked each minute", account.host());
                    return;
                }
                try (Folder folder = store.getFolder(account.folder())) {
                    folder.open(Folder.READ_ONLY);
                    listen((IMAPFolder) folder);
                }
            } catch (MessagingException | RuntimeException away) {
                if (running) {
                    log.debug("The mailbox at {} hung up; listening again", account.host(), away);
                    rest();
                }
            }
        }
    }

    private void listen(IMAPFolder folder) throws MessagingException {
        long known = 0;
        while (running) {
            // What came since the last word is told now, if it is not told by the waiting itself.
            folder.doCommand(protocol -> {
                protocol.noop();
                return null;
            });
            int lying = folder.getMessageCount();
            long newest = lying == 0 ? 0 : folder.getUID(folder.getMessage(lying));
            if (newest > known) {
                fetch.run();
                known = newest;
            } else {
                folder.idle(true);
            }
        }
    }

    private void rest() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE.toSeconds());
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    /// Interrupting a virtual thread closes the line it waits at.
    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
