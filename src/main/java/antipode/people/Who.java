package antipode.people;

/// Who may use a handler. From READER upwards it is about the project in the URL: what a person may not read is not found,
/// what a reader may not do is refused.
public enum Who {
    /// Everyone, signed in or not; the handler itself shows only what the actor may see.
    ANYONE(0),
    /// Whoever is signed in.
    MEMBER(0),
    ADMINISTRATOR(0),
    /// Whoever may see the project, signed in or not.
    READER(0),
    /// May take part: open issues and comment. Every member who may see a public or internal project is at least this.
    GUEST(10),
    REPORTER(20),
    DEVELOPER(30),
    MAINTAINER(40),
    OWNER(50);

    private final int level;

    Who(int level) {
        this.level = level;
    }

    /// GitLab's access level that is needed at least; 0 where none is.
    public int level() {
        return level;
    }

    public boolean aboutProject() {
        return compareTo(READER) >= 0;
    }
}
