package antipode.hints;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One thing that is looked for, in the order in which hints are given.
public enum Rule {
    VAGUE_TIME(
            "Times that move",
            "“Tomorrow 5pm”, “EOD” and “next week” mean another moment to each reader. The fix writes a time that everyone sees on their own clock."),
    UNLINKED(
            "“As discussed” without a link",
            "Whoever was not there, or joins next year, can’t look it up. The fix leaves room for the link."),
    ABBREVIATION(
            "Abbreviations nobody has explained",
            "One that is neither known everywhere nor in the glossary of the workspace. The fix leaves room for what it stands for."),
    NO_ASK(
            "Nothing is asked",
            "A proposal that asks for nothing is read and left alone. The fix asks for objections, by a day that leaves time to answer."),
    NO_DUE(
            "No time to answer by",
            "Without one it is answered last. The fix gives two working days."),
    NO_DEFAULT(
            "Silence means nothing",
            "If nobody answers, it waits for good. The fix says what happens then."),
    NO_OWNER(
            "Somebody should, but nobody in particular",
            "What is everyone’s is nobody’s. The fix names you; write another name if it is theirs.");

    private final String title;
    private final String explanation;

    Rule(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /// `vague-time`
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /// What it is good for, and what its fix does.
    public String explanation() {
        return explanation;
    }

    public static Optional<Rule> of(String key) {
        return Arrays.stream(values()).filter(rule -> rule.key().equals(key)).findFirst();
    }
}
