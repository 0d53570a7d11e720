package antipode.issues;

import org.springframework.stereotype.Component;

/// An issue with nothing more.
@Component
class PlainIssue implements IssueType {

    @Override
    public String key() {
        return "issue";
    }

    @Override
    public String name() {
        return "issue";
    }
}
