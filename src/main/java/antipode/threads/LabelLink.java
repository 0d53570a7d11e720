package antipode.threads;

/// A label as it stands on a thing.
public record LabelLink(long issuableId, long id, String name, String color) {}
