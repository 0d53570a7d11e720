package antipode.absences;

import antipode.web.Page;
import antipode.web.Times;

/// What happened while one was away.
///
/// @param dates   of the whole stretch, in words
/// @param back    when one is back at work, in words; empty if that isn't in sight
/// @param running whether it isn't over
/// @param unread  whether it waits to be read
record BriefPage(Brief brief, String dates, String back, boolean running, boolean unread, Times times) implements Page {}
