/// The front door: starts the server, and answers the command line.
@NullMarked
package antipode;

import org.jspecify.annotations.NullMarked;
