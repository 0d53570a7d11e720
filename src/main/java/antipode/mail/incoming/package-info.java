/// Mail that comes in: taken, kept as it came, read. What it means is known in the room above.
@NullMarked
@NamedInterface("incoming")
package antipode.mail.incoming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
