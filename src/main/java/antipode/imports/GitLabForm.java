package antipode.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What GitLab exports of a project: things as lines of JSON, the repository as a git bundle, and files.
final class GitLabForm implements Form {

    private static final int LONGEST_LINE = 32 << 20;

    private static final Pattern THINGS = Pattern.compile("tree/project/([a-z_]{1,60})\\.ndjson");
    private static final Pattern NAMES = Pattern.compile(
            "VERSION|GITLAB_(VERSION|REVISION)|tree/.*|project\\.(json|bundle|wiki\\.bundle|design\\.bundle)|uploads/.*|snippets/.*|lfs-objects.*");

    private final Unpacking unpacking;
    private final GitLabContents contents;
    private boolean version;
    private boolean project;
    private boolean old;

    GitLabForm(Unpacking unpacking) {
        this.unpacking = unpacking;
        this.contents = new GitLabContents(unpacking);
    }

    @Override
    public boolean knows(String name) {
        return NAMES.matcher(name).matches();
    }

    @Override
    public void end() {
        if (old && !project) {
            throw Archive.refused("It was made by a GitLab older than 13.0. Export it once more from a newer one.");
        }
        if (!version || !project) {
            throw Archive.refused("It is no export of a GitLab project: " + (version ? "tree/project.json" : "VERSION") + " is missing.");
        }
    }

    @Override
    public String origin() {
        return contents.origin();
    }

    @Override
    public Found found() {
        return contents.found();
    }

    @Override
    public void take(String name, long size, InputStream bytes) throws IOException {
        var things = THINGS.matcher(name);
        if (name.equals("VERSION")) {
            var said = new String(bytes.readNBytes(40), StandardCharsets.UTF_8).strip();
            if (!said.matches("0\\.2\\.\\d{1,3}")) {
                throw Archive.refused("It has the version " + (said.matches("[\\d.]{1,20}") ? said : "of something else")
                        + "; those with 0.2 can be read.");
            }
            version = true;
        } else if (name.equals("tree/project.json")) {
            contents.project(text(bytes.readNBytes(LONGEST_LINE), name));
            project = true;
        } else if (things.matches()) {
            lines(things.group(1), name, new BufferedInputStream(bytes, 1 << 16));
        } else if (name.equals("project.bundle") || name.matches("uploads/[0-9a-f]{32}/[^/]+")) {
            unpacking.file(name, size, bytes);
        } else {
            old |= name.equals("project.json");
            contents.passed(name);
        }
    }

    private void lines(String relation, String name, InputStream bytes) throws IOException {
        var line = new ByteArrayOutputStream();
        var at = 0;
        for (int read = bytes.read(); read >= 0; read = bytes.read()) {
            if (read != '\n') {
                line.write(read);
                if (line.size() > LONGEST_LINE) {
                    throw Archive.refused("A line in “" + name + "” is longer than 32 MB.");
                }
            } else if (line.size() > 0) {
                put(relation, ++at, text(line.toByteArray(), name));
                line.reset();
            }
        }
        if (line.size() > 0) {
            put(relation, ++at, text(line.toByteArray(), name));
        }
    }

    private void put(String relation, int at, String json) {
        unpacking.count();
        if (!json.isBlank() && !json.equals("null")) {
            contents.line(relation, at, json);
        }
    }

    private static String text(byte[] bytes, String name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replace("\0", "");
        } catch (CharacterCodingException binary) {
            throw Archive.refused("“" + name + "” in it is no text.");
        }
    }
}
