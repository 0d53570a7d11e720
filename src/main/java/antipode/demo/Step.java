package antipode.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One comment and what it does. Of the deeds at most one is there.
///
/// - `id`, `replyTo`: a comment that is replied to has a name within its thread
/// - `quote`: the words in a changed file that the comment stands beside
/// - `ask`, `answers`: puts a question; answers the one of that name, in the same thread
/// - `objects`: stops what silence would do by the last ask, the text being why
/// - `passes`: whose turn it is after this, and because of what
/// - `handsOnTo`, `accepts`, `takesOver`: offers it to somebody, each line with what it tells of; takes what was
///   offered; takes it from whoever is away
/// - `rewrites`, `resolves`: changes the words of the comment of that name; says its thread is done with
/// - `snoozes`: puts what they have of it out of sight until next week
/// - `reacts`: with an emoji, to the comment of that name or to the thing itself
/// - `mail`: comes by mail
/// - `beside`: stands beside a line of what is proposed; `gathers` keeps it for a review, which `sends` ends
/// - `applies`: puts in what the comment of that name suggests
/// - `redacts`: takes the words of the comment of that name away for good, the text being why
/// - `attaches`: a file of `demo/attachments/`, shown below the words
/// - `closes` ("completed", "not planned"), `reopens`, `approves`
/// - `decides`, `rejects` (because of what), `reviewOn`: what becomes of a decision
record Step(
        String by,
        At at,
        String text,
        @Nullable String id,
        @Nullable String replyTo,
        @Nullable Quote quote,
        @Nullable Ask ask,
        @Nullable String answers,
        @Nullable Pass passes,
        @Nullable String handsOnTo,
        boolean accepts,
        boolean takesOver,
        @Nullable String closes,
        boolean reopens,
        @Nullable String movesTo,
        boolean approves,
        @Nullable Choice decides,
        @Nullable String rejects,
        Script.@Nullable Day reviewOn,
        @Nullable String rewrites,
        @Nullable String resolves,
        @Nullable React reacts,
        @Nullable String attaches,
        boolean snoozes,
        boolean objects,
        @Nullable Mail mail,
        @Nullable Beside beside,
        boolean gathers,
        boolean sends,
        @Nullable String applies,
        @Nullable String redacts) {

    /// Which option, and why.
    record Choice(String option, String because) {}

    /// A line of what a merge request changes: the first of the file that contains this text. With `suggests` other words
    /// for it.
    record Beside(String file, String text, @Nullable String suggests) {

        /// Its number in what the file says, from one.
        int line(String content) {
            List<String> lines = content.lines().toList();
            int number = 1;
            while (!lines.get(number - 1).contains(text)) {
                number++;
            }
            return number;
        }
    }

    /// A comment that comes by mail: from an address that is not its writer's it waits for their word.
    record Mail(@Nullable String from, @Nullable Forward forwards) {}

    /// Somebody else's mail below it; the day is told as their program wrote it.
    record Forward(String from, At at, String subject, String text) {}

    record React(String with, @Nullable String to) {}

    record Quote(String file, String text) {}

    /// What is asked of whom (usernames or team paths), until when by the asker's clock, and what silence means.
    /// An `effect` on something else than the thread it stands in names it as `target`.
    record Ask(
            String name,
            List<String> whom,
            String question,
            At due,
            @JsonProperty("default") String silence,
            Effect effect,
            @Nullable String target) {}

    enum Effect {
        @JsonProperty("comment") COMMENT,
        @JsonProperty("close") CLOSE,
        @JsonProperty("merge") MERGE,
        /// Of the option that the words name.
        @JsonProperty("decision") DECISION,
        /// The asker waits.
        @JsonProperty("none") NONE
    }

    record Pass(List<String> to, String because) {}
}
