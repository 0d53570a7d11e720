package antipode.mail.incoming;

/// Somebody else's mail within a mail: who wrote it, when, and what, as far as that is told.
///
/// @param from "Bob Lee <bob@example.org>"
/// @param date as it stands there, with its zone if it names one
public record Forwarded(String from, String date, String subject, String words) {}
