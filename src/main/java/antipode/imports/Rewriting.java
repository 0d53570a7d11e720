package antipode.imports;

/// Makes what a text cites mean here what it meant there: people, files, and links to the project's old address. Code stays
/// as it was written.
interface Rewriting {

    String of(String text);
}
