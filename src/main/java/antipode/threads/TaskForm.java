package antipode.threads;

import antipode.markdown.Tasks;

/// The form that the boxes of one text belong to. Its template is `threads/TaskForm.jte`.
///
/// @param id   that the boxes name
/// @param seen the tasks as they are shown
record TaskForm(String id, String action, String seen) {

    static TaskForm of(String id, String action, String source, String html) {
        return new TaskForm(id, action, Tasks.seen(Tasks.of(source, html)));
    }
}
