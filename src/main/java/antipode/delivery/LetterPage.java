package antipode.delivery;

import antipode.mail.Sent;
import antipode.web.Page;

/// One letter, as text; its html is shown as it is written, never as a page.
record LetterPage(Sent letter) implements Page {

    String state() {
        return MailPage.state(letter);
    }
}
