/// The letters of single notices, the keys by which they are answered, and how one stops them.
@NullMarked
@NamedInterface("letters")
package antipode.delivery.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
