package antipode.mail.incoming;

import java.util.List;

/// How a mail was brought.
///
/// @param sender     empty for the one that may not be answered
/// @param recipients at least one; an empty one where nobody said
/// @param cameBy     "SMTP from 192.0.2.1"
record Envelope(String sender, List<String> recipients, String cameBy) {}
