package antipode.threads;

import antipode.people.Actor;
import antipode.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Something one can order within a text, on a line of its own: `/assign @kei`. The room that owns the verb brings the
/// action; [QuickActions] collects them, takes the lines out of the text and does them with it.
public interface QuickAction {

    /// The words for it, in lower case with underscores; the help shows the first.
    List<String> names();

    /// What may stand behind the name, as the help shows it: "@kei @mia, or me". Empty if nothing may.
    String arguments();

    /// What it does, as the help says it: "Assigns them."
    String help();

    /// Whether it can be ordered of such a thing at all, whoever asks and however it stands.
    default boolean fits(Issuable issuable) {
        return true;
    }

    /// What stands in the text instead of the order, for those that only write; nothing if it does something.
    default @Nullable String instead(String arguments) {
        return null;
    }

    /// Reads what is ordered, changing nothing: what it will do, or a [Problem] whose message says, as a sentence, why it
    /// can't be done. A thing that is still to be opened has the id 0, is the actor's, and has no rows.
    Effect read(Order order);

    /// The other things whose headers the deed locks. All are locked in the order of their ids before anything is done; what
    /// can't be read is left out here, and refused by [#read].
    default List<Long> others(Order order) {
        return List.of();
    }

    /// An action that needs no class of its own.
    ///
    /// @param names its words, parted by spaces: "assign_reviewer reviewer"
    static QuickAction of(
            String names, String arguments, String help, Predicate<Issuable> fits, Function<Order, Effect> read) {
        return of(names, arguments, help, fits, read, _ -> List.of());
    }

    /// The same for one whose deed locks others.
    static QuickAction of(
            String names, String arguments, String help, Predicate<Issuable> fits, Function<Order, Effect> read,
            Function<Order, List<Long>> others) {
        return new QuickAction() {
            @Override
            public List<String> names() {
                return List.of(names.split(" "));
            }

            @Override
            public String arguments() {
                return arguments;
            }

            @Override
            public String help() {
                return help;
            }

            @Override
            public boolean fits(Issuable issuable) {
                return fits.test(issuable);
            }

            @Override
            public Effect read(Order order) {
                return read.apply(order);
            }

            @Override
            public List<Long> others(Order order) {
                return others.apply(order);
            }
        };
    }

    /// Several of a room together: a component that brings them all.
    interface Several {

        List<QuickAction> actions();
    }

    /// One order as it was written.
    ///
    /// @param name      the word that was used, without its slash
    /// @param arguments what stands behind it, stripped
    record Order(Actor actor, Issuable issuable, String name, String arguments) {

        /// Refuses words where none belong.
        public void noArguments() {
            if (!arguments.isEmpty()) {
                throw new Problem(422, "/" + name + " takes nothing behind it.");
            }
        }

        /// Refuses to guess where words are needed.
        ///
        /// @param example "/title Who pays?"
        public String someArguments(String example) {
            if (arguments.isEmpty()) {
                throw new Problem(422, "/" + name + " needs something behind it, as in " + example);
            }
            return arguments;
        }
    }

    /// What an order will do.
    ///
    /// @param will    "Assigns Kei."
    /// @param did     "Assigned Kei."
    /// @param changes what changes in GitLab's words, for the API: `assignee_ids` → [3]
    record Effect(String will, String did, Map<String, Object> changes, Deed deed) {

        public static Effect of(String will, String did, Deed deed) {
            return new Effect(will, did, Map.of(), deed);
        }

        public static Effect of(String will, String did, String field, Object value, Deed deed) {
            return new Effect(will, did, Map.of(field, value), deed);
        }
    }

    /// Does it, in the transaction of the text it stood in.
    interface Deed {

        /// @param locked the header as it stands now; it is locked
        void on(Issuable locked);
    }
}
