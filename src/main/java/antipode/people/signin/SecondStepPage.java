package antipode.people.signin;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// Asks whoever is half way in for a code.
///
/// @param begun the secret by which it goes on
record SecondStepPage(String begun, String next, @Nullable String error, int status) implements Page {}
