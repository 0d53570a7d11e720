package antipode.leaving;

import antipode.projects.Project;

/// The pages of a project for which somebody answers by name.
///
/// @param file where it is written: its CODEOWNERS
/// @param lines how many lines name them
record OwnedPages(Project project, String file, int lines) {}
