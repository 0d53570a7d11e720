package antipode.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Requests as fast as they are answered, by `wrk` with one thread.
final class Load {

    private static final String SCRIPT = """
            local paths, template, headers, made = {}, nil, {}, 0
            local threads = {}

            local function read(name)
              local file = io.open(name, "rb")
              local text = file and file:read("*a")
              if file then file:close() end
              return text
            end

            function setup(thread) table.insert(threads, thread) end

            function init(arguments)
              math.randomseed(tonumber(arguments[2]))
              for line in io.lines(arguments[1] .. "/paths") do paths[#paths + 1] = line end
              for line in io.lines(arguments[1] .. "/headers") do
                local name, value = line:match("^(.-): (.*)$")
                headers[name] = value
              end
              template = read(arguments[1] .. "/body")
              refused, status = 0, 0
            end

            function request()
              local path = paths[math.random(#paths)]
              if not template then return wrk.format("GET", path, headers) end
              made = made + 1
              local body = template:gsub("@@", made .. "-" .. math.random(1000000000))
              return wrk.format("POST", path, headers, body)
            end

            function response(code)
              if code < 200 or code > 299 then refused, status = refused + 1, code end
            end

            function done(summary, latency)
              local refused, status = 0, 0
              for _, thread in ipairs(threads) do
                refused = refused + thread:get("refused")
                status = math.max(status, thread:get("status"))
              end
              local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
              io.write(string.format("MEASURED %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), refused, status, broken, summary.bytes))
            end
            """;

    private static final Pattern MEASURED = Pattern.compile("MEASURED (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private Load() {}

    /// @param perSecond answers with a status of 2xx
    /// @param median    in milliseconds, as is `slow`, the 99th percentile
    /// @param refused   answers with another status, of which `status` is one
    /// @param broken    connections that broke or timed out
    /// @param processor milliseconds of processor that the server and its database used for each request
    record Measured(
            double perSecond, double median, double slow, long refused, long status, long broken, double processor) {}

    static Measured run(Server server, Operation operation, int clients, double seconds) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("antipode-load-");
        try {
            Files.write(folder.resolve("script.lua"), SCRIPT.getBytes(StandardCharsets.UTF_8));
            Files.write(folder.resolve("paths"), operation.paths());
            Files.write(folder.resolve("headers"), headers(operation.headers()));
            if (operation.body() != null) {
                Files.writeString(folder.resolve("body"), operation.body());
            }
            double before = server.processor();
            var process = new ProcessBuilder(
                            "wrk", "-t1", "-c" + clients, "-d" + (long) Math.max(1, Math.ceil(seconds)) + "s", "--timeout", "30s",
                            "-s", folder.resolve("script.lua").toString(), server.address(), "--", folder.toString(),
                            "" + ThreadLocalRandom.current().nextInt(1_000_000))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            double used = server.processor() - before;
            var found = MEASURED.matcher(said);
            if (!found.find()) {
                throw new IOException("wrk said: " + said);
            }
            long[] n = new long[8];
            for (int i = 0; i < n.length; i++) {
                n[i] = Long.parseLong(found.group(i + 1));
            }
            return new Measured(
                    (n[0] - n[4]) * 1e6 / Math.max(1, n[1]), n[2] / 1e3, n[3] / 1e3, n[4], n[5], n[6],
                    used * 1e3 / Math.max(1, n[0]));
        } finally {
            delete(folder);
        }
    }

    private static List<String> headers(Map<String, String> headers) {
        return headers.entrySet().stream().map(header -> header.getKey() + ": " + header.getValue()).collect(Collectors.toList());
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
