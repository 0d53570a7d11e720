package antipode.guests;

import antipode.web.Part;
import java.time.LocalDate;
import java.util.List;

/// The guests of an issue.
///
/// @param path where one invites them; empty for who may not
public record GuestsPart(List<Row> guests, String path) implements Part {

    /// One of them, who invited them, and until when.
    public record Row(String name, String inviter, LocalDate until) {}
}
