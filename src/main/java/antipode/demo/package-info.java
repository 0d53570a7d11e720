/// The demo workspace: a believable company, Halyard, told in data files and replayed through the product's own verbs.
@NullMarked
@ApplicationModule
package antipode.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
