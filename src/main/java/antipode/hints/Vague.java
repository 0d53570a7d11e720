package antipode.hints;

/// A time that moves with whoever reads it.
///
/// @param text what would say it for everyone
/// @param shown the same as its writer will see it, for the button
record Vague(int start, int end, String text, String shown, String explanation) {}
