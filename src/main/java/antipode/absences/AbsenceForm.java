package antipode.absences;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What somebody typed: some absences at once, and who stands in for what.
///
/// @param wrong          what is wrong with one of them, at its place
/// @param wrongStandIns  what is wrong with who stands in; nothing if nothing
record AbsenceForm(List<Row> rows, List<StandIn> standIns, @Nullable String wrongStandIns) {

    private static final int MOST_ROWS = 20;
    private static final int MOST_STAND_INS = 30;

    /// @param error a sentence; nothing if nothing is wrong
    record Row(String firstOn, String lastOn, String note, @Nullable String error) {

        static final Row EMPTY = new Row("", "", "", null);

        boolean empty() {
            return firstOn.isBlank() && lastOn.isBlank() && note.isBlank();
        }

        LocalDate first() {
            return day(firstOn, "The first day");
        }

        /// Who says no last day means the first.
        LocalDate last() {
            return lastOn.isBlank() ? first() : day(lastOn, "The last day");
        }

        private static LocalDate day(String text, String which) {
            try {
                return LocalDate.parse(text.strip());
            } catch (DateTimeParseException noDay) {
                throw new NoDay(which + (text.isBlank() ? " is missing." : " is not a day; one looks like 2027-03-01."));
            }
        }
    }

    /// What was typed is no day; its message is a sentence.
    static final class NoDay extends RuntimeException {

        NoDay(String message) {
            super(message, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    static AbsenceForm empty() {
        return new AbsenceForm(List.of(Row.EMPTY), List.of(new StandIn("", "")), null).roomy();
    }

    static AbsenceForm of(Stated stated) {
        var absence = stated.absence();
        return new AbsenceForm(
                        List.of(new Row(absence.firstOn().toString(), absence.lastOn().toString(), absence.note(), null)),
                        stated.standIns().stream()
                                .map(one -> new StandIn(one.path() == null ? "" : one.path(), one.delegate().username()))
                                .toList(),
                        null)
                .withRoomForStandIns();
    }

    static AbsenceForm of(MultiValueMap<String, String> sent) {
        int rows = Math.min(MOST_ROWS, size(sent, "first_on", "last_on", "note"));
        int standIns = Math.min(MOST_STAND_INS, size(sent, "area", "delegate"));
        return new AbsenceForm(
                IntStream.range(0, rows)
                        .mapToObj(at -> new Row(at(sent, "first_on", at), at(sent, "last_on", at), at(sent, "note", at), null))
                        .toList(),
                IntStream.range(0, standIns).mapToObj(at -> new StandIn(at(sent, "area", at), at(sent, "delegate", at))).toList(),
                null);
    }

    private static int size(MultiValueMap<String, String> sent, String... names) {
        int size = 0;
        for (String name : names) {
            size = Math.max(size, sent.getOrDefault(name, List.of()).size());
        }
        return size;
    }

    private static String at(MultiValueMap<String, String> sent, String name, int at) {
        List<String> values = sent.getOrDefault(name, List.of());
        return at < values.size() && values.get(at) != null ? values.get(at) : "";
    }

    List<Row> filled() {
        return rows.stream().filter(row -> !row.empty()).toList();
    }

    AbsenceForm wrong(int row, String sentence) {
        List<Row> marked = new ArrayList<>(filled());
        if (marked.isEmpty()) {
            marked.add(Row.EMPTY);
        }
        Row was = marked.get(row);
        marked.set(row, new Row(was.firstOn, was.lastOn, was.note, sentence));
        return new AbsenceForm(marked, standIns, wrongStandIns);
    }

    AbsenceForm wrongStandIns(String sentence) {
        return new AbsenceForm(rows, standIns, sentence);
    }

    /// With empty rows to fill in.
    AbsenceForm roomy() {
        List<Row> more = new ArrayList<>(filled());
        int most = Math.min(MOST_ROWS, more.size() + (more.isEmpty() ? 2 : 1));
        while (more.size() < most) {
            more.add(Row.EMPTY);
        }
        return new AbsenceForm(more, standIns, wrongStandIns).withRoomForStandIns();
    }

    /// Everything first, then areas, with empty ones to fill in.
    AbsenceForm withRoomForStandIns() {
        List<StandIn> more = new ArrayList<>(standIns.stream().filter(one -> !one.empty()).toList());
        if (more.stream().noneMatch(one -> one.area().isEmpty())) {
            more.addFirst(new StandIn("", ""));
        }
        more.sort((one, other) -> Boolean.compare(!one.area().isEmpty(), !other.area().isEmpty()));
        int most = Math.min(MOST_STAND_INS, more.size() + 2);
        while (more.size() < most) {
            more.add(new StandIn("", ""));
        }
        return new AbsenceForm(rows, more, wrongStandIns);
    }

    boolean correct() {
        return wrongStandIns == null && rows.stream().allMatch(row -> row.error() == null);
    }
}
