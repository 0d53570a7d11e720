package antipode.delivery.letters;

import antipode.delivery.Notice;

/// Why somebody gets a letter: in GitLab's word, in GitHub's, and as the end of a sentence.
record Reason(String gitlab, String github, String sentence) {

    private static final Reason SUBSCRIBED = new Reason("subscribed", "subscribed", "you follow it");

    static Reason of(Notice notice) {
        if (notice.action() == null) {
            return SUBSCRIBED;
        }
        return switch (notice.action()) {
            case ASSIGNED, PASSED, HANDED_OFF, TAKEN_OVER, RETURNED, LEFT ->
                new Reason("assigned", "assign", "it is yours to move");
            case REVIEW_REQUESTED, APPROVAL_REQUIRED ->
                new Reason("review_requested", "review_requested", "your review was asked for");
            case MENTIONED -> new Reason("mentioned", "mention", "you are named in it");
            case DIRECTLY_ADDRESSED, ASKED, ASKED_BACK -> new Reason("mentioned", "mention", "you were asked");
            case ANSWERED, OBJECTED -> new Reason("mentioned", "author", "you asked");
            default -> new Reason("subscribed", "subscribed", "you take part in it");
        };
    }
}
