/// The letters of single notices, the keys by which they are answered, and how one stops them.
@NullMarked
package antipode.delivery.letters;

import org.jspecify.annotations.NullMarked;
