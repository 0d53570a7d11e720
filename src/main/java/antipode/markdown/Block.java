package antipode.markdown;

/// One block of a text as it is read, from one line of its source to another: both counted from 1, both belonging to it.
public record Block(int start, int end, String html) {}
