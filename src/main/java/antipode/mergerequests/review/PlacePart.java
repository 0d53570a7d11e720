package antipode.mergerequests.review;

import antipode.web.Part;
import java.util.ArrayList;
import java.util.List;

/// Where a thread was begun, with the lines that stood there.
record PlacePart(LinePlace place) implements Part {

    /// One line of the excerpt, with its number.
    record Line(int number, char sign, String text) {}

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int number = place.begun().from();
        for (String line : place.begun().excerpt()) {
            lines.add(new Line(number++, line.charAt(0), line.substring(1)));
        }
        return lines;
    }
}
