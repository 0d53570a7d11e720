package antipode.threads.uploads;

import antipode.web.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/// What a file is, told by its content and never by its name; and how large an image is, told by its head, so that none is
/// ever decoded here.
record Contents(String type, @Nullable Integer width, @Nullable Integer height) {

    /// As many as a very large photograph has. What is larger is made to burst the reader's memory.
    private static final long MOST_PIXELS = 100_000_000;

    private static final int HEAD = 1 << 16;

    /// Reads the head of the file twice at most.
    static Contents of(FileSource source) throws IOException {
        String type;
        byte[] head;
        try (InputStream in = new BufferedInputStream(source.open(), HEAD)) {
            type = MimeTypes.getDefaultMimeTypes().detect(in, new Metadata()).toString();
            head = in.readNBytes(HEAD);
        }
        if (!Upload.SHOWN.contains(type)) {
            return new Contents(Upload.OTHER, null, null);
        }
        if (type.startsWith("video/")) {
            return new Contents(type, null, null);
        }
        Size size = switch (type) {
            case "image/webp" -> webp(head);
            case "image/avif" -> avif(head);
            default -> read(source);
        };
        if (size == null || size.width() <= 0 || size.height() <= 0) {
            return new Contents(Upload.OTHER, null, null);
        }
        if ((long) size.width() * size.height() > MOST_PIXELS) {
            throw new Problem(
                    422, "The image has " + size.width() + " × " + size.height() + " pixels; it can have 100 million.");
        }
        return new Contents(type, size.width(), size.height());
    }

    private record Size(int width, int height) {}

    private static @Nullable Size read(FileSource source) throws IOException {
        try (InputStream in = source.open(); ImageInputStream image = ImageIO.createImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(image, true, true);
                return new Size(reader.getWidth(0), reader.getHeight(0));
            } catch (IOException | RuntimeException broken) {
                return null;
            } finally {
                reader.dispose();
            }
        }
    }

    private static @Nullable Size webp(byte[] head) {
        if (head.length < 30) {
            return null;
        }
        return switch (new String(head, 12, 4, StandardCharsets.ISO_8859_1)) {
            case "VP8 " -> new Size(little(head, 26, 2) & 0x3fff, little(head, 28, 2) & 0x3fff);
            case "VP8L" -> {
                int bits = little(head, 21, 4);
                yield new Size((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
            case "VP8X" -> new Size(little(head, 24, 3) + 1, little(head, 27, 3) + 1);
            default -> null;
        };
    }

    /// The first box that says how large the image is.
    private static @Nullable Size avif(byte[] head) {
        for (int at = 4; at + 16 <= head.length; at++) {
            if (head[at] == 'i' && head[at + 1] == 's' && head[at + 2] == 'p' && head[at + 3] == 'e') {
                return new Size(big(head, at + 8), big(head, at + 12));
            }
        }
        return null;
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static int big(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
