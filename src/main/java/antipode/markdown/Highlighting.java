package antipode.markdown;

import module java.base;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.SyntaxConstants;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/// Tells the words of code apart, so that a style sheet can dress them. What language it is, is what the text says; without
/// that, or for one that nobody taught us, code is plain.
final class Highlighting {
    private static final int LONGEST = 100_000;
    private static final int LONGEST_LINE = 2_000;

    /// A run of code of one kind: `keyword`, `string`, `number`, `comment`, `name`, `type`, `added`, `removed`, or plain.
    record Run(String kind, String text) {}

    private static final Map<String, String> STYLES = Map.ofEntries(
            named(SyntaxConstants.SYNTAX_STYLE_JAVA, "java", "groovy-java"),
            named(SyntaxConstants.SYNTAX_STYLE_JAVASCRIPT, "js", "javascript", "jsx", "mjs", "node"),
            named(SyntaxConstants.SYNTAX_STYLE_TYPESCRIPT, "ts", "typescript", "tsx"),
            named(SyntaxConstants.SYNTAX_STYLE_PYTHON, "py", "python", "python3"),
            named(SyntaxConstants.SYNTAX_STYLE_RUBY, "rb", "ruby"),
            named(SyntaxConstants.SYNTAX_STYLE_UNIX_SHELL, "sh", "bash", "shell", "zsh", "console", "shell-session"),
            named(SyntaxConstants.SYNTAX_STYLE_WINDOWS_BATCH, "bat", "batch", "cmd"),
            named(SyntaxConstants.SYNTAX_STYLE_YAML, "yaml", "yml"),
            named(SyntaxConstants.SYNTAX_STYLE_JSON_WITH_COMMENTS, "json", "json5", "jsonc"),
            named(SyntaxConstants.SYNTAX_STYLE_HTML, "html", "vue", "erb"),
            named(SyntaxConstants.SYNTAX_STYLE_XML, "xml", "svg", "xsl", "pom"),
            named(SyntaxConstants.SYNTAX_STYLE_CSS, "css", "scss"),
            named(SyntaxConstants.SYNTAX_STYLE_LESS, "less"),
            named(SyntaxConstants.SYNTAX_STYLE_SQL, "sql", "postgres", "postgresql", "mysql", "plsql"),
            named(SyntaxConstants.SYNTAX_STYLE_KOTLIN, "kotlin", "kt", "kts"),
            named(SyntaxConstants.SYNTAX_STYLE_GO, "go", "golang"),
            named(SyntaxConstants.SYNTAX_STYLE_RUST, "rust", "rs"),
            named(SyntaxConstants.SYNTAX_STYLE_C, "c", "h"),
            named(SyntaxConstants.SYNTAX_STYLE_CPLUSPLUS, "cpp", "c++", "cc", "hpp"),
            named(SyntaxConstants.SYNTAX_STYLE_CSHARP, "csharp", "cs", "c#"),
            named(SyntaxConstants.SYNTAX_STYLE_PHP, "php"),
            named(SyntaxConstants.SYNTAX_STYLE_PERL, "perl", "pl"),
            named(SyntaxConstants.SYNTAX_STYLE_LUA, "lua"),
            named(SyntaxConstants.SYNTAX_STYLE_DOCKERFILE, "dockerfile", "docker", "containerfile"),
            named(SyntaxConstants.SYNTAX_STYLE_MAKEFILE, "make", "makefile"),
            named(SyntaxConstants.SYNTAX_STYLE_INI, "ini", "toml", "conf", "gitconfig", "editorconfig"),
            named(SyntaxConstants.SYNTAX_STYLE_PROPERTIES_FILE, "properties", "env", "dotenv"),
            named(SyntaxConstants.SYNTAX_STYLE_GROOVY, "groovy", "gradle", "jenkinsfile"),
            named(SyntaxConstants.SYNTAX_STYLE_SCALA, "scala"),
            named(SyntaxConstants.SYNTAX_STYLE_CLOJURE, "clojure", "clj", "edn"),
            named(SyntaxConstants.SYNTAX_STYLE_DART, "dart"),
            named(SyntaxConstants.SYNTAX_STYLE_LATEX, "latex", "tex"),
            named(SyntaxConstants.SYNTAX_STYLE_PROTO, "proto", "protobuf"),
            named(SyntaxConstants.SYNTAX_STYLE_MARKDOWN, "markdown", "md"),
            named(SyntaxConstants.SYNTAX_STYLE_LISP, "lisp", "scheme", "elisp"),
            named(SyntaxConstants.SYNTAX_STYLE_FORTRAN, "fortran"),
            named(SyntaxConstants.SYNTAX_STYLE_TCL, "tcl"),
            named(SyntaxConstants.SYNTAX_STYLE_VISUAL_BASIC, "vb", "vba", "visualbasic"),
            named(SyntaxConstants.SYNTAX_STYLE_HANDLEBARS, "handlebars", "hbs", "mustache"))
            .entrySet().stream()
            .flatMap(style -> Arrays.stream(style.getValue().split(" ")).map(name -> Map.entry(name, style.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Highlighting() {}

    private static Map.Entry<String, String> named(String style, String... names) {
        return Map.entry(style, String.join(" ", names));
    }

    /// The code in runs that together are the whole of it.
    static List<Run> of(String language, String code) {
        var name = language.toLowerCase(Locale.ROOT);
        boolean beyond = code.length() > LONGEST || code.lines().anyMatch(line -> line.length() > LONGEST_LINE);
        if (beyond) return List.of(new Run("", code));
        if (name.equals("diff") || name.equals("patch")) return difference(code);
        var style = STYLES.get(name);
        return style == null ? List.of(new Run("", code)) : read(style, code);
    }

    private static List<Run> read(String style, String code) {
        var maker = TokenMakerFactory.getDefaultInstance().getTokenMaker(style);
        var runs = new ArrayList<Run>();
        int state = TokenTypes.NULL;
        for (int from = 0; from < code.length(); ) {
            int end = code.indexOf('\n', from);
            int to = end < 0 ? code.length() : end;
            var line = code.substring(from, to);
            int done = 0;
            for (var token = maker.getTokenList(new Segment(line.toCharArray(), 0, line.length()), state, 0);
                    token != null && token.isPaintable(); token = token.getNextToken()) {
                var text = token.getLexeme();
                // Whatever a scanner says, the text is ours.
                if (!line.startsWith(text, done)) break;
                add(runs, kind(token.getType()), text);
                done += text.length();
            }
            add(runs, "", line.substring(done) + (end < 0 ? "" : "\n"));
            state = maker.getLastTokenTypeOnLine(new Segment(line.toCharArray(), 0, line.length()), state);
            from = to + 1;
        }
        return runs;
    }

    private static List<Run> difference(String code) {
        var runs = new ArrayList<Run>();
        code.lines().forEach(line -> add(
                runs, line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : line.startsWith("@@") ? "comment" : "", line + "\n"));
        return runs;
    }

    private static void add(List<Run> runs, String kind, String text) {
        if (text.isEmpty()) return;
        if (!runs.isEmpty() && runs.getLast().kind().equals(kind)) runs.set(runs.size() - 1, new Run(kind, runs.getLast().text() + text));
        else runs.add(new Run(kind, text));
    }

    private static String kind(int type) {
        return switch (type) {
            case TokenTypes.COMMENT_EOL, TokenTypes.COMMENT_MULTILINE, TokenTypes.COMMENT_DOCUMENTATION, TokenTypes.COMMENT_KEYWORD,
                    TokenTypes.COMMENT_MARKUP, TokenTypes.MARKUP_COMMENT -> "comment";
            case TokenTypes.RESERVED_WORD, TokenTypes.RESERVED_WORD_2, TokenTypes.MARKUP_TAG_NAME, TokenTypes.PREPROCESSOR -> "keyword";
            case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE, TokenTypes.LITERAL_CHAR, TokenTypes.LITERAL_BACKQUOTE, TokenTypes.REGEX,
                    TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE, TokenTypes.ERROR_STRING_DOUBLE, TokenTypes.ERROR_CHAR -> "string";
            case TokenTypes.LITERAL_NUMBER_DECIMAL_INT, TokenTypes.LITERAL_NUMBER_FLOAT, TokenTypes.LITERAL_NUMBER_HEXADECIMAL,
                    TokenTypes.LITERAL_BOOLEAN -> "number";
            case TokenTypes.FUNCTION, TokenTypes.MARKUP_TAG_ATTRIBUTE, TokenTypes.VARIABLE -> "name";
            case TokenTypes.DATA_TYPE, TokenTypes.ANNOTATION -> "type";
            default -> "";
        };
    }
}
