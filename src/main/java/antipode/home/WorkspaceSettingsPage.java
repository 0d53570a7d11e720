package antipode.home;

import antipode.mail.TestLetter;
import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// The workspace, as an administrator sees to it.
///
/// @param server where letters go out; empty if nowhere
/// @param answers the address that answers come to; empty if none do
/// @param outcome of a test letter, right after it was sent
record WorkspaceSettingsPage(
        String name, @Nullable String error, Facts facts, Configured configured, String server, String from, String answers,
        TestLetter.@Nullable Outcome outcome)
        implements Page {

    /// @param waiting letters that have not left
    /// @param givenUp deeds that were tried too often
    record Facts(int members, int outsiders, int gone, int invitations, int projects, int waiting, int givenUp) {}

    /// What the server was started with.
    ///
    /// @param uploadMegabytes of one file, as the other two of one mail and one request of a program
    record Configured(
            String address, String proxies, String outgoingProxy, String backupAt, long uploadMegabytes, long mailMegabytes, long bodyMegabytes) {}

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }
}
