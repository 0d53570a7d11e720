package antipode.handbook;

import antipode.markdown.Block;
import antipode.markdown.Markdown;
import antipode.markdown.Rendered;
import antipode.projects.Project;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Pages as html with their marks still in, kept in memory: a blob never changes, so neither does what it looks like at a
/// path of a project.
@Component
class Renderings {

    private static final long MOST_BYTES = 64 << 20;

    private final Cache<Key, Rendered> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _, Rendered page) -> 500 + 4 * page.html().length() + 200 * page.blocks().size())
            .build();

    private record Key(String project, String revision, String path, String blob) {}

    Rendered of(Project project, String revision, String path, String blob, Supplier<String> source) {
        return cache.get(
                new Key(project.fullPath(), revision, path, blob),
                _ -> Markdown.render(source.get(), new PageLinks(project, revision, path, blob)));
    }

    /// The blocks of a page below its title, which stands at the page's head.
    static java.util.List<Block> below(Rendered page) {
        var blocks = page.blocks();
        boolean titled = !blocks.isEmpty() && blocks.getFirst().html().startsWith("<h1");
        return titled ? blocks.subList(1, blocks.size()) : blocks;
    }
}
