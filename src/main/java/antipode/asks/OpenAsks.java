package antipode.asks;

import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.web.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What is asked on a thing and not yet settled: who has answered, who has had fair time, what happens when. Its template
/// is `asks/OpenAsks.jte`.
///
/// @param maintains whether the reader may withdraw what others asked
public record OpenAsks(Issuable issuable, List<Ask> asks, Actor reader, boolean maintains) {

    /// @param all the asks of the thing
    public static OpenAsks of(Issuable issuable, List<Ask> all, Actor reader, boolean maintains) {
        return new OpenAsks(issuable, all.stream().filter(Ask::open).toList(), reader, maintains);
    }

    /// "You and Mia answer until Wed 12:00, else Kei will ship the flat refund."
    String sentence(Ask ask, Frame frame) {
        String who = silent(ask);
        String until = ask.hasDefault()
                ? " until " + frame.within(ask.takesEffectAt())
                : ask.dueAt() == null ? "" : " until " + frame.within(ask.dueAt());
        String otherwise = ask.hasDefault()
                ? ", else " + (reader.is(ask.asker().id()) ? "you" : ask.asker().firstName()) + " will " + ask.defaultText()
                : ", and " + (reader.is(ask.asker().id()) ? "you wait" : ask.asker().firstName() + " waits");
        return (who.isEmpty() ? "All have answered" : who + " answer" + (single(ask) ? "s" : "") + until) + otherwise + ".";
    }

    /// "1 of 2 has had fair time; Kei answered. Nobody objects."
    String standing(Ask ask, Instant now) {
        String answered = ask.asked().stream()
                .filter(one -> !one.silent())
                .map(one -> name(one))
                .collect(Collectors.joining(", "));
        long fair = ask.fairBy(now);
        return fair + " of " + ask.waited().size() + (fair == 1 ? " has" : " have") + " had fair time"
                + (answered.isEmpty() ? "" : "; " + answered + " answered") + "."
                + (ask.hasDefault() ? " Nobody objects." : "");
    }

    /// "Lucía is away until Mon 30 Nov; Mateo answers in their place."
    List<String> notes(Ask ask, Frame frame) {
        return ask.asked().stream().map(one -> one.note(frame.times())).filter(Objects::nonNull).toList();
    }

    boolean mayWithdraw(Ask ask) {
        return maintains || reader.is(ask.asker().id());
    }

    String withdrawalPath(Ask ask) {
        return issuable.path() + "/asks/" + ask.id() + "/withdrawal";
    }

    private boolean single(Ask ask) {
        List<Ask.Asked> silent = ask.waited().stream().filter(Ask.Asked::silent).toList();
        return silent.size() == 1 && !own(silent.getFirst());
    }

    private String silent(Ask ask) {
        List<String> names = ask.waited().stream().filter(Ask.Asked::silent).map(this::name).sorted((a, b) ->
                Boolean.compare(b.equals("You"), a.equals("You"))).toList();
        if (names.size() > 4) {
            return names.size() + " people";
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private String name(Ask.Asked one) {
        return own(one) ? "You" : one.name();
    }

    private boolean own(Ask.Asked one) {
        return one.is(reader) && one.delegate() == null;
    }
}
