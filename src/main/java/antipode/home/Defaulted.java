package antipode.home;

import antipode.asks.Ask;
import antipode.threads.Issuable;
import java.time.Instant;

/// A question of mine whose silence has a meaning.
///
/// @param fair how many of those asked have had their working time by now
record Defaulted(Ask ask, Issuable issuable, long fair) {

    static Defaulted of(Ask ask, Issuable issuable, Instant now) {
        return new Defaulted(ask, issuable, ask.fairBy(now));
    }

    /// "ship the flat refund": the rest of "I will …".
    static String deed(Ask ask) {
        String words = ask.defaultText() == null ? "" : ask.defaultText().strip();
        while (words.endsWith(".")) {
            words = words.substring(0, words.length() - 1);
        }
        return !words.isEmpty() ? words : "merge".equals(ask.effect()) ? "merge it" : "close".equals(ask.effect()) ? "close it" : "go on";
    }

    String deed() {
        return deed(ask);
    }

    /// "5 of 7 have had fair time; no objection."
    String standing() {
        long answered = ask.asked().stream().filter(asked -> !asked.silent()).count();
        int all = ask.waited().size();
        String had = all == 1
                ? ask.names() + (fair == 1 ? " has had fair time" : " hasn’t had fair time yet")
                : fair + " of " + all + " have had fair time";
        return had + (answered == 0 ? "; no objection." : "; " + answered + (answered == 1 ? " has" : " have") + " answered, nobody objects.");
    }
}
