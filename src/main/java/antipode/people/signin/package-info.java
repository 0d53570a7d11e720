/// How members come in: passwords, links, and the sessions of their browsers; and by which of them a request says who is asking.
@NullMarked
@NamedInterface("signin")
package antipode.people.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
