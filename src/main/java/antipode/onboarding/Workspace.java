package antipode.onboarding;

import antipode.database.Settings;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Problem;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The workspace as a whole: what it is called, and what it began with.
@Component
public class Workspace {

    static final int LONGEST_NAME = 80;

    private static final String NAME = "workspace.name";

    private final Settings settings;
    private final StarterHandbook starter;

    Workspace(Settings settings, StarterHandbook starter) {
        this.settings = settings;
        this.starter = starter;
    }

    /// What it is called; nothing until somebody says so.
    public Optional<String> name() {
        return settings.get(NAME);
    }

    /// Calls it something else.
    ///
    /// @throws Problem 422 on `name`, if it is none
    @Transactional
    public void rename(String name) {
        settings.put(NAME, checked(name));
    }

    /// Names it, and begins the handbook if that is wished; both or neither.
    ///
    /// @throws Problem 422 on `name`, if it is none or its team is there already
    @Transactional
    Optional<Project> begin(Actor actor, String name, boolean handbook) {
        String said = checked(name);
        settings.put(NAME, said);
        return handbook ? Optional.of(starter.begin(actor, said)) : Optional.empty();
    }

    private static String checked(String name) {
        String said = name.strip();
        if (said.isEmpty()) {
            throw Problem.invalid("name", "can't be blank");
        }
        if (said.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "can have at most " + LONGEST_NAME + " characters");
        }
        return said;
    }
}
