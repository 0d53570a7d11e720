package antipode.asks;

import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.web.Frame;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is asked on a thing: who has answered, who is still out and until when that is fair, what happens when; and what became
/// of what was asked lately. Its template is `asks/OpenAsks.jte`.
///
/// @param settled  those that ended last, the latest first
/// @param maintains whether the reader may withdraw what others asked
public record OpenAsks(Issuable issuable, List<Ask> asks, List<Ask> settled, Actor reader, boolean maintains) {

    private static final int LATELY = 3;

    /// Somebody who was asked, and what they said, or until when it is fair that they say nothing.
    ///
    /// @param path where they said it; nothing while they are silent
    record Each(String name, String said, @Nullable String path) {}

    /// @param all the asks of the thing
    public static OpenAsks of(Issuable issuable, List<Ask> all, Actor reader, boolean maintains) {
        List<Ask> settled = all.stream()
                .filter(ask -> ask.endedAt() != null)
                .sorted(Comparator.comparing((Ask ask) -> Objects.requireNonNull(ask.endedAt())).thenComparing(Ask::id).reversed())
                .limit(LATELY)
                .toList();
        return new OpenAsks(issuable, all.stream().filter(Ask::open).toList(), settled, reader, maintains);
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

    /// "1 of 2 answered"
    String answered(Ask ask) {
        List<Ask.Asked> waited = ask.open() ? ask.waited() : ask.asked();
        return waited.stream().filter(one -> !one.silent()).count() + " of " + waited.size() + " answered";
    }

    /// "1 of 2 has had fair time. Nobody objects."
    String standing(Ask ask, Instant now) {
        long fair = ask.fairBy(now);
        return fair + " of " + ask.waited().size() + (fair == 1 ? " has" : " have") + " had fair time."
                + (ask.hasDefault() ? " Nobody objects." : "");
    }

    /// Everyone who was asked, those who answered first; times by the reader's clock.
    List<Each> each(Ask ask, Frame frame) {
        return ask.asked().stream()
                .sorted(Comparator.comparing(Ask.Asked::silent).thenComparing(Ask.Asked::leftOut).thenComparing(Ask.Asked::fairAt))
                .map(one -> new Each(name(one), said(ask, one, frame), one.noteId() == null ? null : issuable.path() + "#note_" + one.noteId()))
                .toList();
    }

    private static String said(Ask ask, Ask.Asked one, Frame frame) {
        return one.silent() && ask.open() && !one.leftOut() && one.fairAt().isAfter(frame.now())
                ? "still out, fair until " + frame.within(one.fairAt())
                : AskPage.said(one, frame);
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
