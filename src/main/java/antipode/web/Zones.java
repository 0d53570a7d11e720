package antipode.web;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Zones as they are kept: by name.
public final class Zones {

    private Zones() {
    }

    /// The zone of a name that was kept. Should the running time-zone database no longer have it, UTC serves until
    /// somebody chooses another: a page is shown with wrong hours rather than none.
    public static ZoneId kept(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    public static boolean known(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
