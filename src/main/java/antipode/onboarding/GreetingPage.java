package antipode.onboarding;

import antipode.people.Member;
import antipode.web.Page;

/// What this is, for somebody new.
///
/// @param workspace what it is called
/// @param hours whether they have said when they work
/// @param needsKey whether a passkey is how they would come back, and they have none yet
record GreetingPage(Member member, String workspace, boolean hours, boolean needsKey) implements Page {}
