package antipode.people.signin;

import antipode.web.Page;
import java.util.List;

/// The browsers a member is signed in with.
///
/// @param own the id of the one that looks
record SessionsPage(List<Session> sessions, String own) implements Page {}
