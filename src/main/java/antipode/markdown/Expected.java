package antipode.markdown;

import module java.base;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/// The *Questions to expect* of a text: the items of the list below a heading, or a line in bold, of that name. The question
/// is what is bold, or ends with the first question mark; what stands behind it is its answer.
public final class Expected {
    private static final String NAME = "questions to expect";
    private static final int MOST = 20;
    private static final int LONGEST = 1_000;

    /// @param answer its plain words; empty where there is none yet
    public record Question(String question, String answer) {}

    private Expected() {}

    /// In the order of the text, each once.
    public static List<Question> in(String text) {
        if (!text.toLowerCase(Locale.ROOT).contains(NAME) || Source.beyondReading(text)) return List.of();
        try {
            var questions = new LinkedHashMap<String, Question>();
            boolean within = false;
            for (Node block = new Reading(Source.of(text)).root.getFirstChild(); block != null; block = block.getNext()) {
                if (block instanceof Heading || title(block)) within = Reading.plain(block).strip().toLowerCase(Locale.ROOT).startsWith(NAME);
                else if (within && block instanceof ListBlock list)
                    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                        var question = question(item);
                        if (!question.question().isEmpty() && questions.size() < MOST) questions.putIfAbsent(question.question(), question);
                    }
            }
            return List.copyOf(questions.values());
        } catch (StackOverflowError tooDeep) {
            return List.of();
        }
    }

    private static boolean title(Node block) {
        return block instanceof Paragraph && block.getFirstChild() instanceof StrongEmphasis only && only.getNext() == null;
    }

    private static Question question(Node item) {
        var first = item.getFirstChild();
        if (!(first instanceof Paragraph paragraph)) return new Question("", "");
        var all = Reading.plain(item).strip();
        var bold = paragraph.getFirstChild() instanceof StrongEmphasis strong ? Reading.plain(strong).strip() : "";
        int mark = all.indexOf('?');
        var question = !bold.isEmpty() ? bold : mark < 0 ? all : all.substring(0, mark + 1);
        boolean asks = question.chars().anyMatch(Character::isLetterOrDigit) && question.length() <= LONGEST;
        return asks ? new Question(question, all.substring(Math.min(all.length(), question.length())).strip()) : new Question("", "");
    }
}
