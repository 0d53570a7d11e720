package antipode.web;

/// A place one can go to from every page. Each room that has one declares it as a bean.
///
/// `place` is the word a page hands to the layout to say that it belongs there.
public interface MenuItem {

    /// Where it stands: in the bar, under "New", under oneself; or, first of all there, what one says of oneself in one tap.
    enum Where {
        BAR,
        NEW,
        SELF,
        TAP
    }

    String label();

    String path();

    String place();

    int order();

    default Where where() {
        return Where.BAR;
    }

    /// True if going there changes something (signing out), so that it is a button and not a link.
    default boolean posts() {
        return false;
    }

    default boolean visibleTo(Viewer viewer) {
        return true;
    }

    /// One in the bar that everyone may see.
    static MenuItem of(String label, String path, String place, int order) {
        return new Plain(label, path, place, order, Where.BAR, false, Readers.EVERYONE);
    }

    /// One under "New", for members.
    static MenuItem ofNew(String label, String path, int order) {
        return new Plain(label, path, "", order, Where.NEW, false, Readers.MEMBERS);
    }

    /// One under oneself, for members.
    static MenuItem ofSelf(String label, String path, int order) {
        return new Plain(label, path, "", order, Where.SELF, false, Readers.MEMBERS);
    }

    /// One under oneself, for administrators.
    static MenuItem ofAdministrators(String label, String path, int order) {
        return new Plain(label, path, "", order, Where.SELF, false, Readers.ADMINISTRATORS);
    }

    /// One that says something of oneself, and leads back to where one is.
    static MenuItem ofTap(String label, String path, int order) {
        return new Plain(label, path, "", order, Where.TAP, true, Readers.MEMBERS);
    }

    /// Whom one is shown to.
    enum Readers {
        EVERYONE,
        MEMBERS,
        ADMINISTRATORS
    }

    /// One of the usual kind.
    record Plain(String label, String path, String place, int order, Where where, boolean posts, Readers readers)
            implements MenuItem {

        @Override
        public boolean visibleTo(Viewer viewer) {
            return switch (readers) {
                case EVERYONE -> true;
                case MEMBERS -> viewer.known();
                case ADMINISTRATORS -> viewer.administrator();
            };
        }
    }
}
