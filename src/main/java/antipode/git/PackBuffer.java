package antipode.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.jspecify.annotations.Nullable;

/// A pack's file while it is written: in memory while small, then in a temporary file that has no name.
class PackBuffer extends DfsOutputStream {

    private static final int IN_MEMORY = 1 << 20;

    private byte[] memory = new byte[8192];
    private @Nullable FileChannel file;
    private long size;

    @Override
    public int blockSize() {
        return Packs.CHUNK;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && size + length > IN_MEMORY) {
            spill();
        }
        if (file != null) {
            var buffer = ByteBuffer.wrap(bytes, offset, length);
            for (long at = size; buffer.hasRemaining(); ) {
                at += file.write(buffer, at);
            }
        } else {
            if (size + length > memory.length) {
                memory = Arrays.copyOf(memory, (int) Math.max(memory.length * 2L, size + length));
            }
            System.arraycopy(bytes, offset, memory, (int) size, length);
        }
        size += length;
    }

    private void spill() throws IOException {
        var path = Files.createTempFile("antipode-", ".pack");
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        var buffer = ByteBuffer.wrap(memory, 0, (int) size);
        for (long at = 0; buffer.hasRemaining(); ) {
            at += file.write(buffer, at);
        }
        memory = new byte[0];
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (file != null) {
            return file.read(buffer, position);
        }
        int length = (int) Math.min(buffer.remaining(), size - position);
        buffer.put(memory, (int) position, length);
        return length;
    }

    void readFully(long position, ByteBuffer buffer) throws IOException {
        for (long at = position; buffer.hasRemaining(); ) {
            int read = read(at, buffer);
            if (read <= 0) {
                throw new EOFException();
            }
            at += read;
        }
    }

    long size() {
        return size;
    }

    /// Closing only ends the writing: the bytes are read once more when the pack is staged.
    @Override
    public void close() {}

    void discard() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
