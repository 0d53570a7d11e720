package antipode.home;

import antipode.threads.Issuable;
import antipode.todos.Todo;
import java.util.List;

/// How rows speak of things.
final class Said {

    private static final List<String> NUMBERS = List.of(
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve");

    /// "booking #212": the project by its own name, since most have one team.
    static String reference(Issuable issuable) {
        return issuable.projectPath().substring(issuable.projectPath().lastIndexOf('/') + 1) + " " + issuable.reference();
    }

    /// What somebody did, to the one whose list it is on.
    static String deed(Todo.Action action) {
        return switch (action) {
            case ASKED, DIRECTLY_ADDRESSED -> "asks you";
            case REVIEW_REQUESTED -> "asks for your review";
            case ASSIGNED -> "gave it to you";
            case MENTIONED -> "named you";
            case MARKED -> "added it";
            case ANSWERED -> "answered";
            case OBJECTED -> "objected";
            case UNMERGEABLE -> "left it unmergeable";
            case TOOK_EFFECT -> "let the default take effect";
            case REFUSED -> "could not go on";
            case MERGED -> "merged it";
            case CLOSED -> "closed it";
            case HANDED_OFF -> "hands it on";
            case ASKED_BACK -> "asks back";
            case TAKEN_OVER -> "took it over";
        };
    }

    /// "Two", "14"
    static String number(long number) {
        return number < NUMBERS.size() ? NUMBERS.get((int) number) : String.valueOf(number);
    }

    private Said() {}
}
