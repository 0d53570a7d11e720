package antipode.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/// Reads a pack's file chunk by chunk, each run of chunks in one question that holds no connection after it.
class PackChannel implements ReadableChannel {

    private final Packs packs;
    private final Pack pack;
    private final PackExt extension;
    private final long size;
    private long position;
    private int ahead = 1;
    private int first;
    private List<byte[]> chunks = List.of();
    private boolean open = true;

    PackChannel(Packs packs, Pack pack, PackExt extension) {
        this.packs = packs;
        this.pack = pack;
        this.extension = extension;
        this.size = pack.getFileSize(extension);
        if (extension != PackExt.PACK) {
            ahead = 16; // an index is read from beginning to end
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (position >= size) {
            return -1;
        }
        int before = buffer.remaining();
        while (buffer.hasRemaining() && position < size) {
            var chunk = chunk((int) (position / Packs.CHUNK));
            int from = (int) (position % Packs.CHUNK);
            int length = Math.min(buffer.remaining(), chunk.length - from);
            buffer.put(chunk, from, length);
            position += length;
        }
        return before - buffer.remaining();
    }

    private byte[] chunk(int index) throws IOException {
        if (index < first || index >= first + chunks.size()) {
            first = index;
            chunks = packs.chunks(pack, extension, index, index + ahead);
            if (chunks.isEmpty()) {
                throw new IOException("Chunk " + index + " of " + pack.getFileName(extension) + " is missing");
            }
        }
        return chunks.get(index - first);
    }

    @Override
    public void setReadAheadBytes(int bytes) {
        ahead = Math.clamp(bytes / Packs.CHUNK, 1, 16);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void position(long position) {
        this.position = position;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int blockSize() {
        return Packs.CHUNK;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        chunks = List.of();
    }
}
