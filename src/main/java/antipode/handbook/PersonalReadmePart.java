package antipode.handbook;

import antipode.people.Member;
import antipode.projects.ProjectOverviewPart.Prose;
import antipode.web.Part;
import org.jspecify.annotations.Nullable;

/// Somebody's README on their page.
///
/// @param prose nothing where they haven't written any
record PersonalReadmePart(Member member, @Nullable Prose prose, boolean own) implements Part {}
