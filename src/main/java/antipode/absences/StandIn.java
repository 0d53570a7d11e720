package antipode.absences;

/// Who shall stand in for what, as somebody wrote it.
///
/// @param area     the path of a team or a project; empty for everything
/// @param delegate a username
public record StandIn(String area, String delegate) {

    public StandIn {
        area = plain(area);
        delegate = plain(delegate);
    }

    private static String plain(String words) {
        String stripped = words.strip();
        return stripped.startsWith("@") || stripped.startsWith("/") ? stripped.substring(1) : stripped;
    }

    boolean empty() {
        return area.isEmpty() && delegate.isEmpty();
    }
}
