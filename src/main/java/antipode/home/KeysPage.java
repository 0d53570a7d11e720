package antipode.home;

import antipode.web.Page;
import java.util.List;

/// What can be done by keys, by where one is.
record KeysPage() implements Page {

    /// @param keys pressed together, or one of them where several are named
    record Key(List<String> keys, String deed) {}

    record Place(String name, List<Key> keys) {}

    List<Place> places() {
        return List.of(
                new Place("Everywhere", List.of(
                        key("search", "/"),
                        key("show these keys", "?"),
                        key("close what is open above the page", "Esc"))),
                new Place("My work, and your to-dos", List.of(
                        key("next, previous", "j", "k"),
                        key("open it", "Enter"),
                        key("mark it done", "e"),
                        key("snooze it, or bring it back", "h"),
                        key("undo what you did last", "u"),
                        key("clear the news", "Shift", "Esc"))),
                new Place("Lists of issues, merge requests, decisions", List.of(key("a new one", "c"))),
                new Place("An issue or a merge request", List.of(
                        key("edit it", "e"),
                        key("answer; selected words are quoted", "r"))),
                new Place("The changes of a merge request", List.of(
                        key("next, previous unresolved thread", "n", "p"),
                        key("next, previous file", "]", "["),
                        key("finish your review", "s"))),
                new Place("Where you write", List.of(
                        key("send", "Ctrl", "Enter"),
                        key("bold, italic, link, code", "Ctrl", "b i k e"),
                        key("name somebody, cite an issue, a merge request, a label, an emoji", "@ # ! ~ :"),
                        key("order something, at the beginning of a line", "/"),
                        key("take what is offered", "Enter", "Tab"))));
    }

    private static Key key(String deed, String... keys) {
        return new Key(List.of(keys), deed);
    }
}
