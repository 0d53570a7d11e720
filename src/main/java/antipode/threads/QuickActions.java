package antipode.threads;

import antipode.markdown.Orders;
import antipode.people.Actor;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes out of a text what it orders on lines of their own, says what that will do, and does it in the transaction that
/// keeps the text: all of it, or nothing of both. What no room knows stays text; `\/close` is text too.
@Component
public class QuickActions {

    /// Nobody means more than this at once.
    private static final int MOST = 50;

    private final ObjectProvider<QuickAction> single;
    private final ObjectProvider<QuickAction.Several> several;
    private final Threads threads;
    private final Comments comments;

    QuickActions(
            ObjectProvider<QuickAction> single,
            ObjectProvider<QuickAction.Several> several,
            Threads threads,
            Comments comments) {
        this.single = single;
        this.several = several;
        this.threads = threads;
        this.comments = comments;
    }

    /// A text, and what it orders.
    ///
    /// @param words what remains to be kept
    public record Split(String words, List<Line> lines) {

        public boolean orders() {
            return !lines.isEmpty();
        }
    }

    /// One order and who can carry it out, by what it is called on.
    public record Line(String name, String arguments, List<QuickAction> actions) {}

    /// What one order would do, or why it can't be done.
    ///
    /// @param sentence "Assigns Kei."
    public record Preview(boolean refused, String sentence) {}

    /// What was kept, and what was done with it.
    ///
    /// @param issuable the header as it stands now
    /// @param comment  what was said, if words remained
    /// @param did      "Assigned Kei."
    /// @param changes  the same in GitLab's words
    public record Done(Issuable issuable, @Nullable Comment comment, List<String> did, Map<String, Object> changes) {

        /// All that was done in one line; empty if nothing was ordered.
        public String sentence() {
            return String.join(" ", did);
        }
    }

    /// One action as the help shows it.
    ///
    /// @param usage "/assign @kei @mia, or me"
    public record Help(String name, String usage, String sentence) {}

    public Split split(String text) {
        List<Orders.Found> found = Orders.in(text);
        if (found.isEmpty()) {
            return new Split(text, List.of());
        }
        Map<String, List<QuickAction>> known = byName();
        List<@Nullable String> lines = new ArrayList<>(text.lines().toList());
        List<Line> orders = new ArrayList<>();
        for (Orders.Found order : found) {
            List<QuickAction> able = known.get(order.name());
            if (able != null) {
                String instead = able.getFirst().instead(order.arguments());
                lines.set(order.line(), instead);
                if (instead == null) {
                    orders.add(new Line(order.name(), order.arguments(), able));
                }
            }
        }
        return new Split(orders.isEmpty() ? join(lines) : trimmed(join(lines)), List.copyOf(orders));
    }

    /// What the text would do, without doing anything. Not for within a transaction: what is refused would end it.
    public List<Preview> preview(Actor actor, Issuable issuable, String text) {
        return preview(actor, issuable, split(text));
    }

    private List<Preview> preview(Actor actor, Issuable issuable, Split split) {
        if (split.lines().size() > MOST) {
            return List.of(new Preview(true, "A text can order at most " + MOST + " things; this one orders "
                    + split.lines().size() + "."));
        }
        List<Preview> previews = new ArrayList<>();
        for (Line line : split.lines()) {
            try {
                previews.add(new Preview(false, read(actor, issuable, line).will()));
            } catch (Problem refused) {
                previews.add(new Preview(true, refused(line, refused)));
            }
        }
        return previews;
    }

    /// Keeps a description with the words that remain, and does what it orders.
    ///
    /// @param issuable what it describes, also where it is yet to be
    /// @param keep     the verb, which gets the remaining words
    @Transactional
    public Done keep(Actor actor, Issuable issuable, String text, Function<String, Issuable> keep) {
        Split split = split(text);
        lock(actor, issuable, split, List.of());
        return run(actor, keep.apply(split.words()), null, split);
    }

    /// The same for what is said in a thread. A text that only orders leaves no comment.
    @Transactional
    public Done say(Actor actor, Issuable issuable, Writing writing) {
        Split split = split(writing.body());
        lock(actor, issuable, split, List.of());
        Comment comment = split.orders() && split.words().isBlank()
                ? null
                : comments.write(actor, issuable, new Writing(split.words(), writing.replyTo(), writing.turn()));
        return run(actor, comment == null ? issuable : threads.get(issuable.id()), comment, split);
    }

    /// The same for a comment that is changed; words have to remain of it.
    @Transactional
    public Done edit(Actor actor, Issuable issuable, long comment, String text, @Nullable Integer version) {
        Split split = split(text);
        lock(actor, issuable, split, List.of());
        Comment changed = comments.edit(actor, issuable, comment, split.words(), version);
        return run(actor, threads.get(issuable.id()), changed, split);
    }

    /// Locks a thing together with those that its words will change as well, and further ones. Whoever does more than write a
    /// text in one transaction begins with this.
    @Transactional
    public void lock(Actor actor, Issuable issuable, String text, List<Long> further) {
        lock(actor, issuable, split(text), further);
    }

    private void lock(Actor actor, Issuable issuable, Split split, List<Long> further) {
        List<Long> ids = new ArrayList<>(further);
        if (issuable.id() != 0) {
            ids.add(issuable.id());
        }
        for (Line line : split.lines()) {
            able(issuable, line).ifPresent(able ->
                    ids.addAll(able.others(new QuickAction.Order(actor, issuable, line.name(), line.arguments()))));
        }
        threads.lockAll(ids);
    }

    private Done run(Actor actor, Issuable issuable, @Nullable Comment comment, Split split) {
        if (!split.orders()) {
            return new Done(issuable, comment, List.of(), Map.of());
        }
        Issuable locked = threads.lock(issuable.id());
        String refused = preview(actor, locked, split).stream()
                .filter(Preview::refused)
                .map(Preview::sentence)
                .collect(Collectors.joining(" "));
        if (!refused.isEmpty()) {
            throw new Problem(422, refused);
        }
        List<String> did = new ArrayList<>();
        Map<String, Object> changes = new LinkedHashMap<>();
        for (Line line : split.lines()) {
            try {
                QuickAction.Effect effect = read(actor, locked, line);
                effect.deed().on(locked);
                did.add(effect.did());
                changes.putAll(effect.changes());
            } catch (Problem late) {
                throw new Problem(422, refused(line, late));
            }
            locked = threads.get(locked.id());
        }
        return new Done(locked, comment, List.copyOf(did), changes);
    }

    /// What one can order of such a thing, by name.
    public List<Help> help(Issuable issuable) {
        return actions()
                .filter(action -> fits(action, issuable))
                .map(action -> new Help(
                        action.names().getFirst(),
                        ("/" + action.names().getFirst() + " " + action.arguments()).strip(),
                        action.help()))
                .sorted(Comparator.comparing(Help::name))
                .toList();
    }

    private static QuickAction.Effect read(Actor actor, Issuable issuable, Line line) {
        QuickAction able = able(issuable, line)
                .orElseThrow(() -> new Problem(
                        422, "That can’t be done to " + (issuable.kind() == Issuable.Kind.ISSUE ? "an " : "a ") + issuable.kind().word() + "."));
        return able.read(new QuickAction.Order(actor, issuable, line.name(), line.arguments()));
    }

    /// Nothing can be ordered of a commit: it is as it is.
    private static boolean fits(QuickAction action, Issuable issuable) {
        return issuable.kind() != Issuable.Kind.COMMIT && action.fits(issuable);
    }

    private static Optional<QuickAction> able(Issuable issuable, Line line) {
        return line.actions().stream().filter(action -> fits(action, issuable)).findFirst();
    }

    private static String refused(Line line, Problem why) {
        String order = ("/" + line.name() + " " + line.arguments()).strip();
        String sentence = why.fields().isEmpty() || why.message().startsWith("/")
                ? why.message()
                : String.join(" ", why.fields().values());
        return "“" + (order.length() <= 80 ? order : order.substring(0, order.offsetByCodePoints(0, 60)) + "…") + "”: "
                + sentence + (sentence.endsWith(".") ? "" : ".");
    }

    private Stream<QuickAction> actions() {
        return Stream.concat(single.stream(), several.stream().flatMap(some -> some.actions().stream()));
    }

    private Map<String, List<QuickAction>> byName() {
        Map<String, List<QuickAction>> known = new HashMap<>();
        actions().forEach(action ->
                action.names().forEach(name -> known.computeIfAbsent(name, _ -> new ArrayList<>()).add(action)));
        return known;
    }

    private static String join(List<@Nullable String> lines) {
        return lines.stream().flatMap(Stream::ofNullable).collect(Collectors.joining("\n"));
    }

    /// Without the empty lines that orders leave at either end.
    private static String trimmed(String text) {
        return text.replaceFirst("\\A(?:[ \\t]*\n)+", "").stripTrailing();
    }
}
