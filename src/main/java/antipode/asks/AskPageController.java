package antipode.asks;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The pages of asks. Whoever only looks changes nothing, be it a program that follows every link of a letter.
@Controller
@May(Who.MEMBER)
class AskPageController {

    private static final String ASK = "/-/asks/{ask:[0-9]+}";

    private final Asks asks;
    private final AskPages pages;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final AskTimes times;
    private final Composers composers;

    AskPageController(Asks asks, AskPages pages, AskAnswers answers, AskEnds ends, AskTimes times, Composers composers) {
        this.asks = asks;
        this.pages = pages;
        this.answers = answers;
        this.ends = ends;
        this.times = times;
        this.composers = composers;
    }

    @GetMapping("/-/asks")
    Page list(
            @RequestParam(defaultValue = "") String scope, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page, Actor actor) {
        if (page < 1 || page > 100_000) {
            throw Problem.notFound("Page");
        }
        return pages.list(actor, scope.equals("asked_by_me"), state.equals("ended"), page);
    }

    @GetMapping(ASK)
    Page show(@PathVariable long ask, Actor actor) {
        return pages.page(actor, asks.find(actor, ask), "", null, null);
    }

    private interface Deed {
        void on(Ask ask);
    }

    private View deed(Actor actor, long id, String words, Deed deed, String done) {
        Ask ask = asks.find(actor, id);
        try {
            deed.on(ask);
        } catch (Problem wrong) {
            return pages.page(actor, asks.find(actor, id), words, null, wrong);
        }
        return Redirect.to(ask.path()).saying(Notice.done(done));
    }

    @PostMapping(ASK + "/answer")
    View answer(
            @PathVariable long ask, @RequestParam(defaultValue = "") String note, @RequestParam(required = false) @Nullable String look,
            Actor actor) {
        String words = Words.of(note);
        if (look != null) {
            return pages.page(actor, asks.find(actor, ask), words, null, null);
        }
        return deed(actor, ask, words, found -> answers.answer(actor, found.id(), words), "Your answer stands in the thread.");
    }

    @PostMapping(ASK + "/objection")
    View object(@PathVariable long ask, @RequestParam(defaultValue = "") String note, Actor actor) {
        String words = Words.of(note);
        return deed(
                actor, ask, words, found -> answers.object(actor, found.id(), words),
                "You objected, so nothing happens by itself. Your reason stands in the thread.");
    }

    @PostMapping(ASK + "/taking")
    View take(@PathVariable long ask, Actor actor) {
        return deed(actor, ask, "", found -> answers.take(actor, found.id()), "You answer for the team now.");
    }

    @PostMapping(ASK + "/extension")
    View extend(@PathVariable long ask, @RequestParam(defaultValue = "") String due, Actor actor) {
        Ask found = asks.find(actor, ask);
        try {
            times.extend(actor, found.id(), composers.due(Words.line(due), actor.require().zone()));
        } catch (Problem wrong) {
            return pages.page(actor, asks.find(actor, ask), "", Words.line(due), wrong);
        }
        return Redirect.to(found.path()).saying(Notice.done("There is more time. Everyone who is silent is told once."));
    }

    @PostMapping(ASK + "/withdrawal")
    View withdraw(@PathVariable long ask, Actor actor) {
        return deed(actor, ask, "", found -> ends.withdraw(actor, found.id()), "The question is withdrawn. Nobody waits for an answer.");
    }

    @PostMapping(ASK + "/reopening")
    View reopen(@PathVariable long ask, @RequestParam(defaultValue = "") String note, Actor actor) {
        String words = Words.of(note);
        return deed(actor, ask, words, found -> ends.reopen(actor, found.id(), words), "It is taken back. Your words stand in the thread.");
    }
}
