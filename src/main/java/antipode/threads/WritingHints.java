package antipode.threads;

import antipode.hints.Draft;
import antipode.hints.Hints;
import antipode.hints.Kind;
import antipode.people.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows which of the texts that are written here propose, decide or ask, and what the form says beside the words already.
@Component
class WritingHints {

    /// The field of a comment; every other one is a description.
    private static final String COMMENT = "note";

    /// The field of a reason, and that of a page: they stand on record, and ask nobody.
    private static final String REASON = "because";
    private static final String PAGE = "content";

    private static final Pattern ORDERED_OWNER = Pattern.compile("(?m)^/(?:assign|reassign|handoff)\\s");
    private static final Pattern ORDERED_DUE = Pattern.compile("(?m)^/due\\s");

    private final Hints hints;

    WritingHints(Hints hints) {
        this.hints = hints;
    }

    /// @param form the fields as they stand, and the button of a hint that was pressed
    Hints.Shown of(Actor actor, Issuable issuable, String text, HttpServletRequest form) {
        String pressed = form.getParameter("preview");
        Draft draft = actor.signedIn() ? draft(issuable, text, form) : null;
        return draft == null ? Hints.Shown.NOTHING : hints.of(actor, draft, pressed);
    }

    private static @Nullable Draft draft(Issuable issuable, String text, HttpServletRequest form) {
        if (form.getParameter(COMMENT) != null) {
            return comment(text, form);
        }
        if (form.getParameter(REASON) != null || form.getParameter(PAGE) != null) {
            return new Draft(form.getParameter(PAGE) == null ? Kind.DECISION : Kind.PROPOSAL, text, true, true, true, true);
        }
        boolean due = !said(form, "due").isEmpty() || ORDERED_DUE.matcher(text).find();
        boolean owned = !said(form, "assignees").isEmpty() || ORDERED_OWNER.matcher(text).find();
        if (issuable.kind() == Issuable.Kind.MERGE_REQUEST) {
            // Its author owns it, its reviewers are asked, and its door says what silence means. A draft asks nobody yet.
            return new Draft(Kind.PROPOSAL, text, true, true, true, true);
        }
        if (said(form, "type").equals("decision") || issuable.type().equals("decision")) {
            return new Draft(Kind.DECISION, text, owned, false, due, false);
        }
        return Hints.proposes(said(form, "title"), text) ? new Draft(Kind.PROPOSAL, text, owned, false, due, false) : null;
    }

    /// A question to named people has a fair time, and the field beneath says what silence means.
    private static @Nullable Draft comment(String text, HttpServletRequest form) {
        boolean put = !said(form, "to").isEmpty();
        return put || Hints.asks(text) ? new Draft(Kind.ASK, text, true, true, put, put) : null;
    }

    private static String said(HttpServletRequest form, String field) {
        String value = form.getParameter(field);
        return value == null ? "" : value.strip();
    }
}
