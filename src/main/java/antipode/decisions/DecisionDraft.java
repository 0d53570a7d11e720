package antipode.decisions;

import antipode.threads.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody proposes to choose from, as they typed it.
///
/// @param door       `two-way` or `one-way`
/// @param reviewOn   "2027-02-01"; empty for never
/// @param supersedes "#12", "halyard/booking#12" or its address; empty for nothing
/// @param version    the one the writer began with; nothing where it is new, or nobody else can have changed it
public record DecisionDraft(
        String door,
        String doorReason,
        List<Option> options,
        List<Question> questions,
        String reviewOn,
        String supersedes,
        @Nullable Integer version) {

    public static final DecisionDraft EMPTY = new DecisionDraft("two-way", "", List.of(), List.of(), "", "", null);

    /// So many options and questions stand in the form; the rest of it opens on demand.
    static final int MOST_OPTIONS = 12;
    static final int MOST_QUESTIONS = 20;

    public record Option(String title, String pro, String con) {

        boolean empty() {
            return title.isEmpty() && pro.isEmpty() && con.isEmpty();
        }
    }

    public record Question(String question, String answer) {

        boolean empty() {
            return question.isEmpty() && answer.isEmpty();
        }
    }

    static DecisionDraft of(HttpServletRequest request) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < MOST_OPTIONS; i++) {
            Option option = new Option(
                    Words.line(one(request, "option_" + i)),
                    Words.of(one(request, "pro_" + i)).strip(),
                    Words.of(one(request, "con_" + i)).strip());
            if (!option.empty()) {
                options.add(option);
            }
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            Question question = new Question(
                    Words.line(one(request, "question_" + i)), Words.of(one(request, "answer_" + i)).strip());
            if (!question.empty()) {
                questions.add(question);
            }
        }
        String version = one(request, "decision_version");
        return new DecisionDraft(
                one(request, "door").equals("one-way") ? "one-way" : "two-way",
                Words.line(one(request, "door_reason")),
                List.copyOf(options),
                List.copyOf(questions),
                Words.line(one(request, "review_on")),
                Words.line(one(request, "supersedes")),
                version.matches("\\d{1,9}") ? Integer.valueOf(version) : null);
    }

    static DecisionDraft of(Decision decision, String supersedes) {
        return new DecisionDraft(
                decision.door().key(),
                decision.doorReason(),
                decision.options().stream().map(one -> new Option(one.title(), one.pro(), one.con())).toList(),
                decision.questions().stream().map(one -> new Question(one.question(), one.answer())).toList(),
                decision.reviewOn() == null ? "" : decision.reviewOn().toString(),
                supersedes,
                decision.version());
    }

    DecisionDraft version(int version) {
        return new DecisionDraft(door, doorReason, options, questions, reviewOn, supersedes, version);
    }

    /// The options to fill in: those there are, and room for more.
    List<Option> optionRows() {
        return rows(options, new Option("", "", ""), 3, MOST_OPTIONS);
    }

    List<Question> questionRows() {
        return rows(questions, new Question("", ""), 3, MOST_QUESTIONS);
    }

    /// How many of the rows are shown at once.
    static int shown(int filled) {
        return Math.max(2, filled + 1);
    }

    private static <T> List<T> rows(List<T> filled, T empty, int least, int most) {
        List<T> rows = new ArrayList<>(filled);
        while (rows.size() < Math.min(most, Math.max(least, filled.size() + 1) + 3)) {
            rows.add(empty);
        }
        return rows;
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
