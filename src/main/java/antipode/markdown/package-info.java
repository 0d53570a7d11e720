/// Text from people: parsed, sanitised, and given marks where it speaks of other things.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package antipode.markdown;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
