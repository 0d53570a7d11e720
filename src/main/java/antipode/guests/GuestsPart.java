package antipode.guests;

import antipode.web.Part;
import java.util.List;

/// The guests of an issue.
///
/// @param path where one invites them; empty for who may not
public record GuestsPart(List<Guest> guests, String path) implements Part {}
