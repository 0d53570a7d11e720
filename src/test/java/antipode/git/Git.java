package antipode.git;

import module java.base;

/// The real `git`, in one folder.
public record Git(Path folder) {

    public record Outcome(int code, String out) {
        public boolean ok() {
            return code == 0;
        }
    }

    /// A new repository whose first branch is `main`.
    public static Git begin(Path folder) {
        folder.toFile().mkdirs();
        var git = new Git(folder);
        git.run("init", "-q", "-b", "main");
        return git.named("Ana Ferreira", "ana@halyard.example");
    }

    public static Git clone(String url, Path folder, String... options) {
        var command = new ArrayList<>(List.of("clone", "-q"));
        command.addAll(List.of(options));
        command.addAll(List.of(url, folder.toString()));
        new Git(folder.getParent()).run(command.toArray(String[]::new));
        return new Git(folder).named("Kei Nakamura", "kei@halyard.example");
    }

    public Git named(String name, String email) {
        run("config", "user.name", name);
        run("config", "user.email", email);
        return this;
    }

    /// Must succeed.
    public String run(String... command) {
        var outcome = attempt(command);
        if (!outcome.ok()) {
            throw new AssertionError("git " + String.join(" ", command) + " failed: " + outcome.out());
        }
        return outcome.out().strip();
    }

    public Outcome attempt(String... command) {
        return attempt(new byte[0], command);
    }

    public Outcome attempt(byte[] input, String... command) {
        return answer(input, true, command, (code, out) -> new Outcome(code, new String(out, StandardCharsets.UTF_8)));
    }

    /// What it prints, as it stands.
    public byte[] bytes(String input, String... command) {
        return answer(input.getBytes(StandardCharsets.UTF_8), false, command, (_, out) -> out);
    }

    private <T> T answer(byte[] input, boolean complaints, String[] command, BiFunction<Integer, byte[], T> read) {
        var all = new ArrayList<>(List.of("git", "-c", "gc.auto=0", "-c", "core.safecrlf=false"));
        all.addAll(List.of(command));
        try {
            var builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(complaints);
            builder.environment().putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C.UTF-8", "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
            var process = builder.start();
            // What is asked for may be more than a pipe holds.
            var asking = Thread.startVirtualThread(() -> ask(process, input));
            var out = process.getInputStream().readAllBytes();
            asking.join();
            return read.apply(process.waitFor(), out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void ask(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException enough) {
            // It may end before it has read all.
        }
    }

    public Git write(String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Commits everything; the commit's id.
    public String commit(String message) {
        run("add", "-A");
        run("commit", "-q", "--allow-empty", "-m", message);
        return run("rev-parse", "HEAD");
    }
}
