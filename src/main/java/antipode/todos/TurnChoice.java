package antipode.todos;

import antipode.threads.Text;
import antipode.people.Person;
import antipode.threads.Issuable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose turn it is once somebody has written something. One rule, shown to the writer before and applied after:
///
/// - Whoever writes has answered: their own turn ends, and so does that of a team of theirs.
/// - A question passes the turn to whom it names, or whom it replies to, or else to whoever is responsible.
/// - An answer returns it to those who asked; where nobody asked by name, to whoever is responsible.
/// - Where a thing has ended only a question counts, and only for whoever is responsible.
/// - The writer's own choice goes before all of this.
///
/// @param next   who holds it then, whom the writer knew of or not
/// @param told   who is named and only told
/// @param held   whether it is the writer's turn before
/// @param keeps  whether the writer goes on holding it
/// @param chosen whether the writer decided
public record TurnChoice(List<Next> next, List<Person> told, boolean held, boolean keeps, boolean chosen) {

    /// Nothing is written yet.
    public static final TurnChoice NONE = new TurnChoice(List.of(), List.of(), false, false, false);

    /// One who holds it then.
    ///
    /// @param why "you ask": the rest of a sentence after "because"
    public record Next(Holder holder, Todo.Action action, String why) {}

    /// What is said, where, and what stands there.
    ///
    /// @param asks     whether the words ask something
    /// @param named    people and teams named in them
    /// @param replyTo  whose words they reply to
    /// @param pending  the turns on the thing
    /// @param teams    the writer's teams
    /// @param asked    whom the writer asks beside the words
    /// @param wished   whom the writer chose; nothing if the rules decide
    record Said(
            Issuable issuable,
            Person writer,
            boolean asks,
            List<Holder> named,
            @Nullable Replied replyTo,
            List<Pending> pending,
            Set<Long> teams,
            List<Holder> asked,
            @Nullable List<Holder> wished) {

        boolean heldByWriter(Pending turn) {
            Text.Team team = turn.holder().team();
            // What one asks of a team of one's own isn't for oneself to answer.
            return turn.holder().is(Holder.of(writer))
                    || team != null && teams.contains(team.id())
                            && turn.reasons().stream().anyMatch(reason -> reason.by() == null || reason.by().id() != writer.id());
        }
    }

    /// The words replied to.
    record Replied(long noteId, Person author) {}

    /// A turn with its reasons.
    record Pending(long todoId, Holder holder, List<Reason> reasons) {}

    record Reason(Todo.Action action, @Nullable Person by, @Nullable Long noteId) {}

    static TurnChoice by(Said said) {
        boolean held = said.pending().stream().anyMatch(said::heldByWriter);
        List<Next> next = said.issuable().open() ? open(said, held) : ended(said);
        if (said.wished() != null) {
            next = wished(said, next);
        }
        List<Next> asked = next;
        said.asked().forEach(holder -> add(asked, holder, Todo.Action.ASKED, "you ask"));
        Holder writer = Holder.of(said.writer());
        boolean keeps = next.stream().anyMatch(one -> one.holder().is(writer));
        List<Next> all = next;
        List<Person> told = said.named().stream()
                .filter(one -> all.stream().noneMatch(other -> other.holder().is(one)))
                .flatMap(one -> java.util.stream.Stream.ofNullable(one.person()))
                .toList();
        return new TurnChoice(next, told, held, keeps, said.wished() != null);
    }

    private static List<Next> open(Said said, boolean held) {
        List<Next> next = new ArrayList<>();
        said.asked().forEach(holder -> add(next, holder, Todo.Action.ASKED, "you ask"));
        if (said.asks()) {
            said.named().forEach(holder -> add(next, holder, Todo.Action.DIRECTLY_ADDRESSED, "you ask"));
            if (next.isEmpty() && said.replyTo() != null && said.replyTo().author().id() != said.writer().id()) {
                add(next, Holder.of(said.replyTo().author()), Todo.Action.DIRECTLY_ADDRESSED, "you ask");
            }
        }
        boolean asksSomebody = !next.isEmpty();
        for (Pending turn : said.pending()) {
            boolean mine = said.heldByWriter(turn);
            for (Reason reason : turn.reasons()) {
                boolean answered = said.replyTo() != null && reason.noteId() != null && reason.noteId() == said.replyTo().noteId();
                if (reason.action().asks() && (mine || answered) && reason.by() != null && reason.by().id() != said.writer().id()) {
                    add(next, Holder.of(reason.by()), Todo.Action.ANSWERED, "you answer");
                }
            }
        }
        Person dri = said.issuable().dri();
        if (next.isEmpty() && dri.id() != said.writer().id()) {
            if (said.asks()) {
                add(next, Holder.of(dri), Todo.Action.DIRECTLY_ADDRESSED, "you ask, and " + dri.firstName() + " is responsible");
            } else if (held && !asksSomebody) {
                add(next, Holder.of(dri), Todo.Action.ANSWERED, "you answer, and " + dri.firstName() + " is responsible");
            }
        }
        return next;
    }

    private static List<Next> ended(Said said) {
        List<Next> next = new ArrayList<>();
        Person dri = said.issuable().dri();
        if (said.asks() && dri.id() != said.writer().id()) {
            add(next, Holder.of(dri), Todo.Action.DIRECTLY_ADDRESSED, "you ask, and " + dri.firstName() + " is responsible");
        }
        return next;
    }

    /// Those the writer chose, each for the reason the rules would have given.
    private static List<Next> wished(Said said, List<Next> ruled) {
        List<Next> next = new ArrayList<>();
        for (Holder holder : said.wished() == null ? List.<Holder>of() : said.wished()) {
            ruled.stream().filter(one -> one.holder().is(holder)).findFirst().ifPresentOrElse(
                    one -> add(next, one.holder(), one.action(), one.why()),
                    () -> add(next, holder, said.asks() ? Todo.Action.DIRECTLY_ADDRESSED : Todo.Action.PASSED, "you say so"));
        }
        return next;
    }

    private static void add(List<Next> next, Holder holder, Todo.Action action, String why) {
        if (next.stream().noneMatch(one -> one.holder().is(holder))) {
            next.add(new Next(holder, action, why));
        }
    }

    /// What one would send to choose the same.
    public List<String> handles() {
        return next.stream().map(one -> one.holder().handle()).toList();
    }

    /// "Then it’s Kei’s turn, because you ask. Yours ends."
    ///
    /// @param writer who keeps their own
    public String sentence(Person writer) {
        Holder own = Holder.of(writer);
        Map<String, List<String>> because = new LinkedHashMap<>();
        for (Next one : next) {
            if (!one.holder().is(own)) {
                because.computeIfAbsent(one.why(), _ -> new ArrayList<>()).add(one.holder().firstName() + "’s");
            }
        }
        List<String> parts = new ArrayList<>();
        because.forEach((why, whose) -> parts.add(list(whose) + (parts.isEmpty() ? " turn" : "") + ", because " + why));
        String then = parts.isEmpty()
                ? keeps ? "" : "Then it’s nobody’s turn by this."
                : "Then it’s " + String.join("; and ", parts) + ".";
        String mine = keeps ? (held ? "You keep yours." : "It’s yours as well.") : held ? "Yours ends." : "";
        String news = told.isEmpty() ? "" : list(told.stream().map(Person::firstName).toList())
                + (told.size() == 1 ? " is told." : " are told.");
        return String.join(" ", java.util.stream.Stream.of(then, mine, news).filter(part -> !part.isEmpty()).toList());
    }

    private static String list(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
