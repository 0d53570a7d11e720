package antipode.decisions;

import antipode.api.Parameters;
import antipode.issues.Issue;
import antipode.issues.TypeFields;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.Words;
import antipode.web.Part;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a client of the API sent of a decision. What it did not send stays as it is.
record SentDecision(
        @Nullable String door,
        @Nullable String doorReason,
        @Nullable List<DecisionDraft.Option> options,
        @Nullable List<DecisionDraft.Question> questions,
        @Nullable String reviewOn,
        @Nullable String supersedes,
        Function<Decision, DecisionDraft> kept,
        DecisionRows rows,
        DecisionDrafts drafts)
        implements TypeFields {

    static final List<String> NAMES = List.of("door", "door_reason", "options", "questions", "review_on", "supersedes");

    /// Nothing if it sent none of it.
    static @Nullable SentDecision of(
            Parameters sent, Function<Decision, DecisionDraft> kept, DecisionRows rows, DecisionDrafts drafts) {
        if (NAMES.stream().noneMatch(sent::has)) {
            return null;
        }
        return new SentDecision(
                sent.oneOf("door", "two-way", "one-way"),
                sent.has("door_reason") ? Words.line(sent.text("door_reason", "")) : null,
                !sent.has("options")
                        ? null
                        : sent.hashes("options").stream()
                                .map(one -> new DecisionDraft.Option(
                                        Words.line(one.required("title")), Words.of(one.text("for", "")).strip(),
                                        Words.of(one.text("against", "")).strip()))
                                .toList(),
                !sent.has("questions")
                        ? null
                        : sent.hashes("questions").stream()
                                .map(one -> new DecisionDraft.Question(
                                        Words.line(one.required("question")), Words.of(one.text("answer", "")).strip()))
                                .toList(),
                sent.has("review_on") ? Words.line(sent.text("review_on", "")) : null,
                sent.has("supersedes") ? Words.line(sent.text("supersedes", "")) : null,
                kept, rows, drafts);
    }

    @Override
    public Part shown(Actor writer, Project project, Map<String, String> errors) {
        return new DecisionForm(DecisionDraft.EMPTY, errors);
    }

    @Override
    public void save(Actor actor, Issue locked) {
        DecisionDraft now = kept.apply(rows.get(locked.id()));
        drafts.save(actor, locked, new DecisionDraft(
                door == null ? now.door() : door,
                doorReason == null ? now.doorReason() : doorReason,
                options == null ? now.options() : options,
                questions == null ? now.questions() : questions,
                reviewOn == null ? now.reviewOn() : reviewOn,
                supersedes == null ? now.supersedes() : supersedes,
                null));
    }
}
