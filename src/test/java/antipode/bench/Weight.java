package antipode.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// What a page weighs for a browser that comes for the first time and takes gzip: itself, and what its markup refers to.
///
/// @param html     bytes of the page as sent, and `plain` as read
/// @param requests the page and what it refers to, fonts apart; `wire` is what these weigh as sent
/// @param preloaded files and bytes of the fonts the page asks for at once; `offered` of all that its stylesheet offers,
///                  of which a browser takes those whose characters occur
record Weight(long html, long plain, int requests, long wire, Fonts preloaded, Fonts offered) {

    record Fonts(int files, long bytes) {}

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"#]+)");
    private static final Pattern FONT = Pattern.compile("url\\(\"?([^\")]+\\.woff2)");

    static Weight of(String address, String path, String cookie) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var page = get(client, address + path, cookie);
            var text = text(page);
            long wire = page.body().length;
            int requests = 1;
            Set<String> early = new LinkedHashSet<>();
            Set<String> offered = new LinkedHashSet<>();
            for (var asset : assets(text)) {
                if (asset.endsWith(".woff2")) {
                    early.add(address + asset);
                    continue;
                }
                var answer = get(client, address + asset, cookie);
                requests++;
                wire += answer.body().length;
                if (asset.endsWith(".css")) {
                    var font = FONT.matcher(text(answer));
                    while (font.find()) {
                        offered.add(URI.create(address + asset).resolve(font.group(1)).toString());
                    }
                }
            }
            return new Weight(
                    page.body().length, text.getBytes(StandardCharsets.UTF_8).length, requests, wire, fonts(client, early),
                    fonts(client, offered));
        }
    }

    private static Set<String> assets(String page) {
        Set<String> assets = new LinkedHashSet<>();
        var found = ASSET.matcher(page);
        while (found.find()) {
            assets.add(found.group(1));
        }
        return assets;
    }

    private static Fonts fonts(HttpClient client, Set<String> urls) throws IOException, InterruptedException {
        long bytes = 0;
        for (var url : urls) {
            bytes += get(client, url, "").body().length;
        }
        return new Fonts(urls.size(), bytes);
    }

    private static HttpResponse<byte[]> get(HttpClient client, String url, String cookie) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        var bytes = answer.body();
        if (answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The asset of a page whose size is nearest to that of the page itself.
    static String assetLike(String address, String path, String cookie) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var page = text(get(client, address + path, cookie));
            var best = "";
            long apart = Long.MAX_VALUE;
            for (var asset : assets(page)) {
                long size = text(get(client, address + asset, cookie)).length();
                if (!asset.endsWith(".woff2") && Math.abs(size - page.length()) < apart) {
                    apart = Math.abs(size - page.length());
                    best = asset;
                }
            }
            return best;
        }
    }

    /// A hundred members, or as many as there are.
    static List<String> usernames(String address, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v4/users?active=true&per_page=100")).header("PRIVATE-TOKEN", token).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            return Pattern.compile("\"username\":\"([^\"]+)\"").matcher(answer).results().map(found -> found.group(1)).toList();
        }
    }
}
