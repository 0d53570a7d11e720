package antipode.people;

import antipode.web.Page;

/// The button that a one-time link leads to.
record SignInLinkPage(Member member, String secret) implements Page {}
