package antipode.todos;

/// A team that holds a turn as one: its members and those of the teams within it.
///
/// @param path as it is mentioned, without the `@`
public record Team(long id, String path, String name) {}
