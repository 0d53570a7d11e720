package antipode.decisions;

import antipode.web.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a decision within the form of an issue: room for one option more than there are, and the rest on demand.
record DecisionForm(DecisionDraft draft, Map<String, String> errors) implements Part {

    int options() {
        return DecisionDraft.shown(draft.options().size());
    }

    int questions() {
        return DecisionDraft.shown(draft.questions().size());
    }

    boolean oneWay() {
        return draft.door().equals("one-way");
    }

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null || !Character.isLowerCase(error.codePointAt(0)) ? error : "It " + error + ".";
    }
}
