package antipode.capacity.calendars;

import antipode.outgoing.Answer;

/// A server answered, but not with a calendar; in a sentence for whoever linked it.
final class Refused extends Exception {

    Refused(String sentence) {
        super(sentence, null, false, false);
    }

    static Refused of(Answer answer) {
        return new Refused(switch (answer.status()) {
            case 401, 403 -> "The server refuses: the name, the password or the address is not right, or not any more.";
            case 404, 410 -> "There is no calendar at this address, or not any more.";
            case 429, 503 -> "The server has too much to do; it is asked again later.";
            default -> "The server answers with an error (" + answer.status() + ").";
        });
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
