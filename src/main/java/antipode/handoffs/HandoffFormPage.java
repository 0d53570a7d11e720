package antipode.handoffs;

import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form that hands something on: to whom, and what they need to go on.
///
/// @param errors what is wrong, by field
record HandoffFormPage(
        Issuable issuable, List<Candidate> candidates, HandoffForm.Filled filled, Map<String, String> errors, int status)
        implements Page {

    List<Candidate> people() {
        return candidates.stream().filter(one -> !one.receiver().team()).toList();
    }

    List<Candidate> teams() {
        return candidates.stream().filter(one -> one.receiver().team()).toList();
    }

    boolean chosen(Candidate candidate) {
        return candidate.receiver().handle().equals(filled.to());
    }

    /// Whoever is meant is not among those suggested.
    String other() {
        return filled.other().isEmpty() && candidates.stream().noneMatch(this::chosen) ? filled.to() : filled.other();
    }

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null ? null : field.isEmpty() ? error : "It " + error + ".";
    }
}
