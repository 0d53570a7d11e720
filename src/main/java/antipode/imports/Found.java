package antipode.imports;

import java.util.List;

/// What was found in an archive, before anything of it is here.
///
/// @param visibility    as it was there: `private`, `internal` or `public`
/// @param bytes         of the repository; 0 if none is in it
/// @param issueNumber   the highest of an issue, 0 if there is none
/// @param requestNumber the highest of a merge request
/// @param untaken       sentences: what is in it that is not taken, and why
record Found(
        String description,
        String visibility,
        int issues,
        int mergeRequests,
        int comments,
        int labels,
        int milestones,
        int files,
        long bytes,
        int issueNumber,
        int requestNumber,
        List<String> untaken) {}
