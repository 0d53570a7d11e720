package antipode.asks;

import antipode.people.Person;
import antipode.threads.Desk;
import antipode.threads.Issuable;
import antipode.threads.QuickActions;
import antipode.threads.Sheet;
import antipode.todos.Holder;
import antipode.todos.TurnPick;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where one writes, asks, says by when, and what silence will mean. Its template is `asks/Composer.jte`.
///
/// @param writer   whoever writes; nobody may only read
/// @param draft    what stands in the fields
/// @param asked    the people and teams asked so far
/// @param plan     when they work and what is fair; nothing while nobody is asked
/// @param due      the time in the field, as `datetime-local` has it
/// @param effects  what silence could do, as far as the writer could do it alone
/// @param delivery "Kei gets it at 23:30, with the start of the day"
/// @param mine     what the writer is asked here themselves
/// @param orders   what can be ordered with the words
/// @param pick     whose turn it will be
/// @param errors   what is wrong, by field: `note`, `to`, `due`, `default_effect`
public record Composer(
        Issuable issuable,
        Person writer,
        Draft draft,
        List<Holder> asked,
        AskPlans.@Nullable Plan plan,
        String due,
        List<Effect> effects,
        String delivery,
        List<Ask> mine,
        List<QuickActions.Help> orders,
        TurnPick pick,
        Map<String, String> errors) {

    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
    };

    /// One thing silence could do.
    public record Effect(String key, String deed) {}

    /// What the filled button says: the whole deed.
    String deed() {
        if (draft.bare()) {
            return "Ask " + (asked.isEmpty() ? "somebody" : Ask.list(asked.stream().limit(3).map(Holder::firstName).toList()))
                    + (asked.size() > 3 ? " and " + number(asked.size() - 3) + " more" : "");
        }
        String answer = mine.isEmpty() ? "Comment" : "Answer";
        return switch (asked.size()) {
            case 0 -> answer;
            case 1 -> answer + " and ask " + asked.getFirst().firstName();
            default -> answer + " and ask " + number(asked.size()) + (asked.stream().allMatch(one -> one.team() == null) ? " people" : " of them");
        };
    }

    static String number(int number) {
        return number < NUMBERS.length ? NUMBERS[number] : String.valueOf(number);
    }

    /// What may be wished for, the first by default.
    List<Ask.Kind> kinds() {
        return List.of(Ask.Kind.ANSWER, Ask.Kind.FEEDBACK, Ask.Kind.ACTION, Ask.Kind.DECISION);
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }

    /// Everything that is wrong beyond the fields that show it themselves.
    List<String> otherErrors() {
        return errors.entrySet().stream()
                .filter(error -> !List.of("note", "to", "due", "deed", "question", "turn").contains(error.getKey()))
                .map(error -> error.getKey().isEmpty() ? error.getValue() : sentence(error.getKey(), error.getValue()))
                .toList();
    }

    private static String sentence(String field, String what) {
        String name = field.replace('_', ' ');
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + what + ".";
    }

    Sheet sheet() {
        return new Sheet(Desk.of(issuable), orders, draft.preview());
    }

    boolean fair() {
        return plan == null || plan.fair();
    }

    /// The earliest fair time in a sentence below the bands.
    @Nullable Instant fairAt() {
        return plan == null ? null : plan.fairAt();
    }

    ZoneId zone() {
        return writer.zone();
    }

    String action() {
        return issuable.path() + "/notes";
    }

    String planPath() {
        return "/-/asks/plan?thing=" + issuable.id();
    }

    String peoplePath() {
        return "/-/asks/people?thing=" + issuable.id();
    }

    String objectionPath(Ask ask) {
        return issuable.path() + "/asks/" + ask.id() + "/objection#composer";
    }

    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
