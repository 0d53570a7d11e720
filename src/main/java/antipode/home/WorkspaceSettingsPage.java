package antipode.home;

import antipode.mail.TestLetter;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The workspace, as an administrator sees to it.
///
/// @param address the public one, as it is or was typed
/// @param fixed whether the server was started with it
/// @param server where letters go out; empty if nowhere
/// @param answers the address that answers come to; empty if none do
/// @param outcome of a test letter, right after it was sent
record WorkspaceSettingsPage(
        String name, String address, boolean fixed, Map<String, String> errors, Facts facts, Configured configured, String server, String from, String answers,
        TestLetter.@Nullable Outcome outcome)
        implements Page {

    /// @param waiting letters that have not left
    /// @param givenUp deeds that were tried too often
    record Facts(int members, int outsiders, int gone, int invitations, int projects, int waiting, int givenUp) {}

    /// What the server was started with.
    ///
    /// @param bounds what may be how large, in words, each with the variable that changes it
    record Configured(
            String proxies, String outgoingProxy, String backupAt, List<Bound> bounds) {}

    record Bound(String of, String size, String variable) {}

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
