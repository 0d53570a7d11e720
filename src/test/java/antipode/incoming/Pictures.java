package antipode.incoming;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Files as mail programs attach them.
final class Pictures {

    /// One grey pixel.
    static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private Pictures() {}

    /// What Outlook packs a file into.
    static byte[] winmail(String name, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).putInt(0x223E9F78).putShort((short) 1).array());
        attribute(out, 1, 0x00089006, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0x00010000).array());
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, (name + "\0").getBytes(StandardCharsets.US_ASCII));
        attribute(out, 2, 0x0006800F, content.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        int sum = 0;
        for (byte one : data) {
            sum += one & 0xff;
        }
        out.writeBytes(ByteBuffer.allocate(9 + data.length + 2).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) level).putInt(id).putInt(data.length).put(data).putShort((short) sum).array());
    }
}
