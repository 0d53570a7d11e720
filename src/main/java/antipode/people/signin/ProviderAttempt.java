package antipode.people.signin;

import antipode.people.Secrets;
import org.jspecify.annotations.Nullable;

/// Somebody on their way to a provider and back. It travels sealed in a cookie of their browser, so that asking writes nothing.
///
/// @param state what the way back must show, so that nobody is led back who didn't leave from here
/// @param nonce what the provider must sign
/// @param verifier what the provider is told only with the code (PKCE)
/// @param linker who wishes to link what is found to the account they are in with; null for who wishes to come in
/// @param until when it is too late, in seconds of the epoch
record ProviderAttempt(String provider, String state, String nonce, String verifier, String next, @Nullable Long linker, long until) {

    static ProviderAttempt begin(Provider provider, String next, @Nullable Long linker, long until) {
        return new ProviderAttempt(provider.key(), Secrets.random(), Secrets.random(), Secrets.random(), next, linker, until);
    }
}
