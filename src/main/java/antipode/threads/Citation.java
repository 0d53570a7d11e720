package antipode.threads;

import antipode.markdown.Marker;

/// `group/project#12`, or `#12` within the project it stands in.
record Citation(String project, Issuable.Kind kind, long iid) {

    static Citation of(Marker marker, String here) {
        String project = marker.project();
        return new Citation(
                project == null ? here : project,
                marker.kind() == Marker.Kind.MERGE_REQUEST ? Issuable.Kind.MERGE_REQUEST : Issuable.Kind.ISSUE,
                marker.number());
    }
}
