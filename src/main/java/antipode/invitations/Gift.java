package antipode.invitations;

import antipode.projects.Role;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What one belongs to as soon as one has accepted.
///
/// @param until the day on which that ends; null for good
record Gift(Place place, Role role, @Nullable LocalDate until) {}
