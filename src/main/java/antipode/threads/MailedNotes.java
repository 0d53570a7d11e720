package antipode.threads;

import java.util.Map;

/// Which comments of a thread came by mail: the room that takes mail knows.
public interface MailedNotes {

    /// By the comment's id that of the mail, in one question.
    Map<Long, Long> of(long issuable);
}
