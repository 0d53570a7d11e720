package antipode.onboarding;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an administrator does first, and how far they have come.
///
/// @param named what the workspace is called; nothing as long as it has no name
record GettingStartedPage(@Nullable String named, Checklist.Standing standing, String name, boolean handbook, @Nullable String error)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
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
