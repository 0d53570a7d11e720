package antipode.decisions;

import antipode.issues.Issue;
import antipode.issues.TypeFields;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a decision adds to the form of an issue.
///
/// @param now the version that stands; nothing while it is new
record DecisionFields(DecisionDrafts drafts, DecisionDraft draft, @Nullable Integer now) implements TypeFields {

    @Override
    public Part shown(Actor writer, Project project, Map<String, String> errors) {
        return new DecisionForm(
                errors.containsKey("decision_version") && now != null ? draft.version(now) : draft, errors);
    }

    @Override
    public void save(Actor actor, Issue locked) {
        drafts.save(actor, locked, draft);
    }
}
