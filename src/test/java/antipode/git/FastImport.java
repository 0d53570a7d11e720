package antipode.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A history as `git fast-import` reads it. What follows a commit is in it.
public final class FastImport {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int mark;
    private long time = 1_700_000_000;

    /// So many seconds go by, or back.
    public FastImport later(int seconds) {
        time += seconds;
        return this;
    }

    /// On a branch, upon others by their marks; its own mark.
    public int commit(String branch, String message, int... parents) {
        write("commit refs/heads/" + branch + "\nmark :" + ++mark + "\ncommitter Kei Nakamura <kei@halyard.example> " + time + " +0900\n");
        data(message.getBytes(StandardCharsets.UTF_8));
        for (int at = 0; at < parents.length; at++) {
            write((at == 0 ? "from :" : "merge :") + parents[at] + "\n");
        }
        return mark;
    }

    public FastImport file(String path, String text) {
        return file("100644", path, text.getBytes(StandardCharsets.UTF_8));
    }

    public FastImport file(String mode, String path, byte[] bytes) {
        write("M " + mode + " inline " + path + "\n");
        data(bytes);
        return this;
    }

    public FastImport submodule(String path) {
        write("M 160000 " + "5".repeat(40) + " " + path + "\n");
        return this;
    }

    public FastImport delete(String path) {
        write("D " + path + "\n");
        return this;
    }

    /// Files or whole folders.
    public FastImport rename(String from, String to) {
        write("R \"" + from + "\" " + to + "\n");
        return this;
    }

    /// A branch or a tag without words.
    public FastImport point(String ref, int commit) {
        write("reset " + ref + "\nfrom :" + commit + "\n\n");
        return this;
    }

    public FastImport tag(String name, int commit) {
        write("tag " + name + "\nfrom :" + commit + "\ntagger Ana <ana@halyard.example> " + time + " +0100\n");
        data("The first\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// A repository with this history.
    public Git into(Git git) {
        var imported = git.attempt(out.toByteArray(), "fast-import", "--quiet", "--force");
        if (!imported.ok()) {
            throw new AssertionError(imported.out());
        }
        return git;
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void data(byte[] bytes) {
        write("data " + bytes.length + "\n");
        out.writeBytes(bytes);
        write("\n");
    }
}
