/// Files that people attach to what they write: kept, and shown only to whoever may see a thing that cites them.
@NullMarked
package antipode.threads.uploads;

import org.jspecify.annotations.NullMarked;
