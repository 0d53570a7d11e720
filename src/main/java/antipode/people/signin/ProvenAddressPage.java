package antipode.people.signin;

import antipode.web.Page;

/// Where somebody says that a mail address is theirs.
record ProvenAddressPage(String secret, String email) implements Page {}
