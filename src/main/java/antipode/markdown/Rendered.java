package antipode.markdown;

import module java.base;

/// A text made ready to be kept: safe html in which whatever depends on other things is still a marker.
/// `html` alone is enough to keep; `blocks` are the same html piece by piece, with the lines they came from.
public record Rendered(
        String html,
        List<Marker> markers,
        List<Heading> headings,
        List<Block> blocks,
        Map<String, List<String>> frontMatter,
        int taskCount,
        int tasksDone,
        int words) {

    /// The text of the first heading of the first level: what a page is called.
    public Optional<String> title() {
        return headings.stream().filter(heading -> heading.level() == 1).map(Heading::text).findFirst();
    }

    /// The first value under `key` in the front matter.
    public Optional<String> frontMatter(String key) {
        return frontMatter.getOrDefault(key, List.of()).stream().findFirst();
    }
}
