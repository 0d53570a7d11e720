package antipode.web;

/// Which icon stands beside the word of a state.
final class States {

    static String icon(String kind) {
        return switch (kind) {
            case "open" -> "circle-dot";
            case "draft" -> "circle-dashed";
            case "superseded" -> "archive";
            case "closed" -> "circle-slash";
            case "merged" -> "git-merge";
            case "decided" -> "scale";
            case "window", "provisional", "undocumented" -> "hourglass";
            case "confidential" -> "lock";
            case "approved", "outcome", "fair" -> "check";
            case "deleted" -> "trash-2";
            case "failed", "gap" -> "triangle-alert";
            default -> "circle";
        };
    }

    private States() {}
}
