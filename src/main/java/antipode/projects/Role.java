package antipode.projects;

import java.util.Locale;

/// What a member is to a project, in GitLab's five access levels.
public enum Role {
    NONE(0), GUEST(10), REPORTER(20), DEVELOPER(30), MAINTAINER(40), OWNER(50);

    private final int level;

    Role(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }

    public boolean atLeast(Role other) {
        return level >= other.level;
    }

    /// "Developer", as people read it.
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /// The highest role that this level reaches.
    public static Role of(int level) {
        var reached = NONE;
        for (var role : values()) if (role.level <= level) reached = role;
        return reached;
    }
}
