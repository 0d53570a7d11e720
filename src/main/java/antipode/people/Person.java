package antipode.people;

import antipode.web.Times;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A member as named beside what they did: enough for a face, a link and their local time.
///
/// @param picture the key of their picture, if they have one
public record Person(long id, String username, String name, ZoneId zone, @Nullable String picture) {

    public static Person of(Member member) {
        return new Person(member.id(), member.username(), member.name(), member.zone(), member.picture());
    }

    /// "Kei": how a colleague is named in a sentence.
    public String firstName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /// "São Paulo": the city of their zone, which stands beside their local time.
    public String place() {
        return Times.place(zone);
    }
}
