package antipode.git;

import java.util.List;

/// A repository's packs and refs as they were at one moment, for packing it anew: whatever is pushed meanwhile lies in
/// packs that are not among these and stays as it is.
record Snapshot(List<Pack> packs, List<Refs.Row> refs) {}
