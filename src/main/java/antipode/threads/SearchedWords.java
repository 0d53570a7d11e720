package antipode.threads;

/// Further words by which a thing is found, besides its title and description. The rooms that keep some bring one each.
public interface SearchedWords {

    /// Plain text or Markdown as written; empty for nothing.
    String of(Issuable issuable);
}
