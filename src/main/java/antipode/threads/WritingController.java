package antipode.threads;

import antipode.hints.HintsPart;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the field for words asks while somebody writes: see `threads/WritingField`. Whoever may not see what is written at
/// gets a 404.
@Controller
class WritingController {

    private final Previews previews;
    private final Completions completions;

    WritingController(Previews previews, Completions completions) {
        this.previews = previews;
        this.completions = completions;
    }

    @PostMapping("/-/writing/preview")
    @May(Who.MEMBER)
    Page preview(
            @RequestParam long project,
            @RequestParam(defaultValue = "issue") String kind,
            @RequestParam(defaultValue = "0") long thing,
            @RequestParam(defaultValue = "") String text,
            Actor actor) {
        return new PreviewPart(previews.of(actor, new Desk(project, Issuable.Kind.of(kind), thing), Words.of(text)));
    }

    @PostMapping("/-/writing/orders")
    @May(Who.MEMBER)
    Page orders(
            @RequestParam long project,
            @RequestParam(defaultValue = "issue") String kind,
            @RequestParam(defaultValue = "0") long thing,
            @RequestParam(defaultValue = "") String text,
            Actor actor) {
        Issuable issuable = previews.at(actor, new Desk(project, Issuable.Kind.of(kind), thing));
        return new OrdersPart(previews.orders(actor, issuable, Words.of(text)));
    }

    /// With the fields of the whole form, as they stand.
    @PostMapping("/-/writing/hints")
    @May(Who.MEMBER)
    Page hints(
            @RequestParam long project,
            @RequestParam(defaultValue = "issue") String kind,
            @RequestParam(defaultValue = "0") long thing,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest form,
            Actor actor) {
        Issuable issuable = previews.at(actor, new Desk(project, Issuable.Kind.of(kind), thing));
        return new HintsPart(previews.hints(actor, issuable, Words.of(text), form));
    }

    @GetMapping("/-/writing/completions")
    @May(Who.MEMBER)
    Page complete(
            @RequestParam long project,
            @RequestParam(defaultValue = "issue") String kind,
            @RequestParam(defaultValue = "0") long thing,
            @RequestParam String sign,
            @RequestParam(defaultValue = "") String q,
            Actor actor) {
        Issuable issuable = previews.at(actor, new Desk(project, Issuable.Kind.of(kind), thing));
        return new CompletionsPart(completions.of(actor, issuable, sign, Words.line(q)));
    }
}
