package antipode.asks;

import antipode.hours.DayBand;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.web.Frame;
import antipode.web.Page;
import antipode.web.Times;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One ask by itself: what is asked, what silence means, who has had fair time, and all one can do about it. Letters lead
/// here; looking changes nothing.
///
/// @param rows     everyone who was asked
/// @param awaited  whether a word of the reader's is awaited
/// @param takes    the reader's team that is asked as one, if nobody has taken it
/// @param reopens  whether the reader was away and may take back what silence did
/// @param maintains whether the reader may withdraw what others asked
/// @param words    what was typed
/// @param then     whose turn it is once the reader has answered; empty if nothing is awaited of them
/// @param due      the later time that was typed or is proposed, on the reader's clock
/// @param errors   what is wrong, by field: `note`, `due`; under an empty name what is wrong with all of it
record AskPage(
        Issuable issuable,
        Ask ask,
        Actor reader,
        List<Row> rows,
        boolean awaited,
        @Nullable String takes,
        boolean reopens,
        boolean maintains,
        String words,
        String then,
        String due,
        Map<String, String> errors)
        implements Page {

    /// Somebody who was asked.
    ///
    /// @param band their hours until it is fair; nothing once it has ended, or where nobody waits for them
    record Row(Ask.Asked asked, @Nullable DayBand band) {}

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }

    boolean mine() {
        return reader.is(ask.asker().id());
    }

    String asker() {
        return mine() ? "You" : ask.asker().firstName();
    }

    boolean mayObject() {
        return ask.open() && ask.hasDefault() && !mine();
    }

    boolean mayWithdraw() {
        return ask.open() && (mine() || maintains);
    }

    boolean mayExtend() {
        return ask.open() && mine();
    }

    String deedPath(String deed) {
        return ask.path() + "/" + deed;
    }

    /// Where it was asked.
    String contextPath() {
        return ask.noteId() == null ? issuable.path() : issuable.path() + "#note_" + ask.noteId();
    }

    String stateWord() {
        return switch (ask.state()) {
            case OPEN -> "Open";
            case ANSWERED -> "Answered";
            case OBJECTED -> "Objected";
            case WITHDRAWN -> "Withdrawn";
            case DEFAULTED -> "Took effect";
            case REFUSED -> "Did not happen";
            case ENDED -> "Over";
            case REOPENED -> "Taken back";
        };
    }

    /// What silence means, or what became of it.
    String silence(Frame frame) {
        String deed = "“" + ask.defaultText() + "”";
        if (!ask.open()) {
            return ask.outcome();
        }
        if (!ask.hasDefault()) {
            return asker() + (mine() ? " wait" : " waits") + ". Nothing happens by itself"
                    + (ask.dueAt() == null ? "." : "; whoever has said nothing by " + frame.within(ask.dueAt()) + " is reminded.");
        }
        String early = ask.reminds() && ask.dueAt() != null
                ? " " + frame.time(ask.dueAt()) + " was wished for and is too early for somebody, so it only reminds."
                : "";
        return "If nobody objects by " + frame.within(ask.takesEffectAt()) + ", " + (mine() ? "you" : ask.asker().firstName())
                + " will " + deed + "." + early + " It never happens before everyone who is waited for has had fair time, and an "
                + "objection stops it.";
    }

    /// "Thu 5 Nov, 13:30 in Tokyo", and by the reader's clock where it is another.
    static String fair(Ask.Asked one, Frame frame) {
        Times theirs = new Times(frame.now(), one.zone());
        String there = theirs.exact(one.fairAt()) + " in " + Times.place(one.zone());
        LocalDateTime mine = LocalDateTime.ofInstant(one.fairAt(), frame.viewer().zone());
        LocalDateTime local = LocalDateTime.ofInstant(one.fairAt(), one.zone());
        if (mine.equals(local)) {
            return there;
        }
        boolean sameDay = mine.toLocalDate().equals(local.toLocalDate());
        return there + ", " + (sameDay ? frame.times().clock(one.fairAt()) : frame.exact(one.fairAt())) + " for you";
    }

    /// What somebody said, or what is to be known of them.
    static String said(Ask.Asked one, Frame frame) {
        if (one.answer() == null || one.answeredAt() == null) {
            return one.leftOut() ? "nobody waits for them" : one.fairAt().isAfter(frame.now()) ? "not yet" : "nothing; has had fair time";
        }
        Person speaker = one.answeredBy();
        return one.answer() + (speaker == null || one.is(speaker.id()) ? "" : " by " + speaker.firstName()) + ", " + frame.within(one.answeredAt());
    }
}
