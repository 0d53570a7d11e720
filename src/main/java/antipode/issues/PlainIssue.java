package antipode.issues;

import org.springframework.stereotype.Component;

/// An issue with nothing more.
@Component
class PlainIssue implements IssueType {

    static final String KEY = "issue";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String name() {
        return "issue";
    }

    @Override
    public int order() {
        return 0;
    }
}
