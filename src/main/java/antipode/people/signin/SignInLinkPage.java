package antipode.people.signin;

import antipode.people.Member;
import antipode.web.Page;

/// The button that a one-time link leads to.
record SignInLinkPage(Member member, String secret) implements Page {}
