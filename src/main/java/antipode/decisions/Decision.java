package antipode.decisions;

import antipode.people.Person;
import antipode.threads.Door;
import antipode.threads.Issuable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An issue that ends in a choice. Its description is the context; its DRI decides.
///
/// @param chosen      the id of the option that was chosen
/// @param because     why, as it was written
/// @param becauseHtml the same as it is kept
/// @param reviewOn    the day on which it is looked at again, on the calendar of whoever is responsible then
/// @param supersedes  the decision in whose place it stands, or will
/// @param version     grows with each change of what stands to choose
public record Decision(
        Issuable header,
        Status status,
        Door door,
        String doorReason,
        List<Option> options,
        @Nullable Long chosen,
        String because,
        String becauseHtml,
        @Nullable Instant decidedAt,
        @Nullable Person decidedBy,
        @Nullable LocalDate reviewOn,
        List<Question> questions,
        @Nullable Long supersedes,
        int version) {

    /// Where it stands.
    public enum Status {
        PROPOSED("open"),
        DECIDED("decided"),
        REJECTED("closed"),
        SUPERSEDED("superseded");

        private final String kind;

        Status(String kind) {
            this.kind = kind;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// "Decided"
        public String word() {
            return name().charAt(0) + key().substring(1);
        }

        /// As `web/State.jte` has it.
        public String kind() {
            return kind;
        }

        static Status of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// One of the things that stood to choose.
    public record Option(long id, String title, String pro, String proHtml, String con, String conHtml) {}

    /// A question to expect.
    ///
    /// @param note     the first comment of its thread, if it had no answer when it was proposed
    /// @param resolved whether that thread is settled
    public record Question(
            long id, String question, String answer, String answerHtml, @Nullable Long note, boolean resolved) {

        public boolean answered() {
            return !answer.isEmpty() || resolved;
        }
    }

    public long id() {
        return header.id();
    }

    public boolean proposed() {
        return status == Status.PROPOSED;
    }

    public boolean oneWay() {
        return door == Door.ONE_WAY;
    }

    public @Nullable Option option() {
        return chosen == null ? null : options.stream().filter(option -> option.id() == chosen).findFirst().orElse(null);
    }

    /// What was chosen, in a word or two: "rejected" where nothing was.
    public String outcome() {
        Option option = option();
        return option == null ? "" : option.title();
    }

    /// The option of this name, or of this number in the list.
    public @Nullable Option called(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        for (Option option : options) {
            if (option.title().toLowerCase(Locale.ROOT).equals(wanted)) {
                return option;
            }
        }
        if (wanted.matches("(option )?\\d{1,2}")) {
            int number = Integer.parseInt(wanted.replace("option ", ""));
            return number >= 1 && number <= options.size() ? options.get(number - 1) : null;
        }
        return null;
    }

    /// The one option whose name stands in some words: "decide for Flat, and write to the operators".
    public @Nullable Option named(String words) {
        Option called = called(words);
        if (called != null) {
            return called;
        }
        List<Option> within = options.stream().filter(option -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(option.title()) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(words)
                        .find())
                .toList();
        return within.size() == 1 ? within.getFirst() : null;
    }

    public long answered() {
        return questions.stream().filter(Question::answered).count();
    }

    /// Whether the day has come on which it is looked at again.
    public boolean due(LocalDate today) {
        return status == Status.DECIDED && reviewOn != null && !reviewOn.isAfter(today);
    }
}
