package antipode.decisions;

import antipode.hints.Fix;
import antipode.hints.Hints;
import antipode.threads.Desk;
import antipode.threads.Words;
import antipode.web.Frame;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form in which a decision is taken or rejected. Its template is `decisions/DecideForm.jte`.
///
/// @param wrong what was refused; nothing at first
/// @param hints what in the reason will be misread, where that was asked for
record DecideForm(Decision decision, Standing standing, Typed choice, @Nullable Problem wrong, Hints.Shown hints) {

    DecideForm(Decision decision, Standing standing, Typed choice, @Nullable Problem wrong) {
        this(decision, standing, choice, wrong, Hints.Shown.NOTHING);
    }

    /// What stands in its fields.
    ///
    /// @param option   the name of the one that is ticked; empty for what `words` say
    /// @param rejected why none of it
    /// @param early    why it can't wait for its comment window
    record Typed(String option, String words, String because, String reviewOn, String rejected, String early) {

        static Typed of(HttpServletRequest request) {
            return new Typed(
                    Words.line(one(request, "option")), Words.line(one(request, "words")),
                    Fix.made(request.getParameter("preview"), Words.of(one(request, "because"))).strip(), Words.line(one(request, "review_on")),
                    Words.of(one(request, "rejected")).strip(), Words.line(one(request, "early")));
        }

        static Typed of(Decision decision) {
            return new Typed(
                    decision.options().size() == 1 ? decision.options().getFirst().title() : "", "", "",
                    decision.reviewOn() == null ? "" : decision.reviewOn().toString(), "", "");
        }

        String chosen() {
            return option.isEmpty() ? words : option;
        }

        private static String one(HttpServletRequest request, String name) {
            String value = request.getParameter(name);
            return value == null ? "" : value;
        }
    }

    boolean chosen(Decision.Option option) {
        return option.title().equals(choice.option());
    }

    Desk desk() {
        return Desk.of(decision.header());
    }

    boolean other() {
        return choice.option().isEmpty() && !choice.words().isEmpty();
    }

    long open() {
        return decision.questions().size() - decision.answered();
    }

    List<String> whyNotYet(Frame frame) {
        return standing.whyNotYet(frame.times());
    }

    boolean mayBeEarly(Frame frame) {
        return standing.mayBeEarly(frame.times());
    }

    @Nullable String error(String field) {
        String error = wrong == null ? null : wrong.fields().get(field);
        return error == null || !Character.isLowerCase(error.codePointAt(0)) ? error : "It " + error + ".";
    }
}
