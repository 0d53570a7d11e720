/// Files that people attach to what they write: kept, and shown only to whoever may see a thing that cites them.
@NullMarked
@NamedInterface("uploads")
package antipode.threads.uploads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
