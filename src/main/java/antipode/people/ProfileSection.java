package antipode.people;

import antipode.web.Part;
import org.jspecify.annotations.Nullable;

/// What a room above people adds to the page of a member, under when to reach them. Each room that has something
/// declares it as a bean; they stand in the order of Spring's `@Order`.
public interface ProfileSection {

    /// Nothing if there is nothing to say to this reader.
    @Nullable Part of(Member member, Member reader);
}
