package antipode.onboarding;

import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an administrator does first, and how far they have come.
///
/// @param named what the workspace is called; nothing as long as it has no name
/// @param address the public address, as it is proposed or was typed
/// @param fixed whether the server was started with it
record GettingStartedPage(@Nullable String named, Checklist.Standing standing, String name, String address, boolean fixed, boolean handbook,
        Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    boolean begun() {
        return named != null && standing.handbook();
    }

    List<Checklist.Step> steps() {
        return standing.steps();
    }

    long done() {
        return steps().stream().filter(Checklist.Step::done).count();
    }
}
