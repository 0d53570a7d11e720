package antipode.people.signin;

import java.time.Instant;

/// Who a member is at a provider.
record ForeignIdentity(String issuer, String subject, String provider, String providerName, Instant createdAt, Instant lastUsedAt) {}
