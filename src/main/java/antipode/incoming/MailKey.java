package antipode.incoming;

import antipode.delivery.letters.SentNotification;

/// What the key in an address opens: an answer, the end of letters, or a new issue.
sealed interface MailKey {

    /// Whose it is.
    long memberId();

    record Answer(SentNotification sent) implements MailKey {

        @Override
        public long memberId() {
            return sent.memberId();
        }
    }

    record Stop(SentNotification sent) implements MailKey {

        @Override
        public long memberId() {
            return sent.memberId();
        }
    }

    record NewIssue(ProjectAddress address) implements MailKey {

        @Override
        public long memberId() {
            return address.memberId();
        }
    }
}
