package antipode.hints;

/// One thing that will read differently elsewhere or later.
///
/// @param start where the words begin, in UTF-16 units; the end of the text where something is missing from all of it
/// @param words what it is about; empty where something is missing
/// @param explanation a sentence or two
public record Hint(Rule rule, int start, int end, String words, String explanation, Fix fix) {}
