package antipode.delivery;

import antipode.web.Page;
import java.util.List;

/// What one was told, is about to be told, or was spared, each with its reason and its moment.
record NoticesPage(List<Notice> waiting, List<Notice> past) implements Page {

    static NoticesPage of(List<Notice> all) {
        return new NoticesPage(
                all.stream().filter(notice -> notice.state() == Notice.State.HELD).toList(),
                all.stream().filter(notice -> notice.state() != Notice.State.HELD).toList());
    }

    static String reason(Notice notice) {
        return switch (notice.kind()) {
            case NEEDS_YOU -> "because it is on your list";
            case DECIDED -> "because you took part in it";
            case INFORMATION -> notice.action() == null ? "because you follow it" : "because you are named in it";
        };
    }
}
