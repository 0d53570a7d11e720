package antipode.onboarding;

import antipode.database.Settings;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Problem;
import antipode.web.PublicAddress;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The workspace as a whole: what it is called, and what it began with.
@Component
public class Workspace {

    static final int LONGEST_NAME = 80;

    private static final String NAME = "workspace.name";
    private static final String ADDRESS = "workspace.address";

    private final Settings settings;
    private final StarterHandbook starter;
    private final PublicAddress address;

    Workspace(Settings settings, StarterHandbook starter, PublicAddress address) {
        this.settings = settings;
        this.starter = starter;
        this.address = address;
        settings.get(ADDRESS).ifPresent(address::say);
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

    /// Says where it is reached from outside; with nothing, that nobody knows. It counts at once.
    ///
    /// @throws Problem 422 on `address` if it is none, 409 if the server was started with one
    @Transactional
    public void settle(String typed) {
        if (address.fixed()) {
            throw Problem.conflict("The server was started with " + address.known() + "; change ANTIPODE_URL there.");
        }
        String said = typed.isBlank() ? "" : PublicAddress.checked(typed);
        if (said.isEmpty()) {
            settings.remove(ADDRESS);
        } else {
            settings.put(ADDRESS, said);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                address.say(said);
            }
        });
    }

    /// Names it, says where it is reached, and begins the handbook if that is wished; all or nothing.
    ///
    /// @param typed the public address; nothing where the server was started with one
    /// @throws Problem 422 on `name`, if it is none or its team is there already; on `address`
    @Transactional
    Optional<Project> begin(Actor actor, String name, String typed, boolean handbook) {
        String said = checked(name);
        if (!address.fixed()) {
            settle(typed);
        }
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
