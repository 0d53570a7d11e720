/// A company that lives for a while with the clock driven by the test, and an independent idea of what should happen to it.
@NullMarked
package antipode.simulation;

import org.jspecify.annotations.NullMarked;
