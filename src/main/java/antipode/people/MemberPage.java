package antipode.people;

import antipode.web.Page;
import java.util.Map;

/// What an administrator may change of a member: what the member can't change themselves.
///
/// @param last whether nobody else administers, so that this one has to
record MemberPage(Member member, Map<String, String> values, Map<String, String> errors, boolean last) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field, String now) {
        return values.isEmpty() ? now : values.getOrDefault(field, "");
    }

    public boolean checked(String field, boolean now) {
        return values.isEmpty() ? now : values.containsKey(field);
    }
}
