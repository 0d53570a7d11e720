package antipode.imports;

/// Which project an archive is of, in one word: so that it is known when it comes again.
final class ProjectOrigin {

    private static final String GITLAB = "gitlab:";
    private static final String GITHUB = "github:";

    private ProjectOrigin() {}

    /// @param project its id there; 0 if nothing says it
    static String gitLab(long project) {
        return GITLAB + project;
    }

    /// @param address of its page there
    static String gitHub(String address) {
        return GITHUB + address;
    }

    static boolean isGitHub(String origin) {
        return origin.startsWith(GITHUB);
    }

    /// Whether it says which project.
    static boolean known(String origin) {
        return !origin.equals(GITLAB + 0) && !origin.equals(GITHUB);
    }

    /// The address of its page there, as far as the archive says it.
    static String address(String origin) {
        return isGitHub(origin) ? origin.substring(GITHUB.length()) : "";
    }
}
