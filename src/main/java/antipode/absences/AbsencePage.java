package antipode.absences;

import antipode.web.Page;

/// One absence, to be changed or taken back.
record AbsencePage(long id, AbsenceForm form, AbsenceChoices choices) implements Page {

    @Override
    public int status() {
        return form.correct() ? 200 : 422;
    }
}
