/// The letters that tell of a single thing as it happens.
@NullMarked
package antipode.delivery.letters;

import org.jspecify.annotations.NullMarked;
