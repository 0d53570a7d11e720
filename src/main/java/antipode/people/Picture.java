package antipode.people;

import antipode.web.Problem;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.filters.Canvas;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import org.jspecify.annotations.Nullable;

/// A small square picture of somebody, drawn anew from what they sent: nothing else that stood in their file is kept, such as
/// where a photograph was taken.
public final class Picture {

    /// Width and height, in pixels: enough for the largest face on a screen with fine pixels.
    static final int SIDE = 192;

    private static final int MOST_BYTES = 10 << 20;

    /// As many as a good camera takes. What is larger is never decoded.
    private static final long MOST_PIXELS = 60_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private final byte[] jpeg;

    private Picture(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    byte[] jpeg() {
        return jpeg;
    }

    /// Takes the middle of an image. What kind it is, is told by its content.
    ///
    /// @throws Problem 422 at `field` if it can't be used
    public static Picture read(String field, InputStream sent) throws IOException {
        var bytes = sent.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) throw Problem.invalid(field, "is too large: 10 MB is the most");
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var image = decoded(field, stream);
            var out = new ByteArrayOutputStream();
            Thumbnails.of(image).size(SIDE, SIDE).crop(Positions.CENTER)
                    .addFilter(new Canvas(SIDE, SIDE, Positions.CENTER, Color.WHITE))
                    .outputFormat("jpg").outputQuality(0.86).toOutputStream(out);
            return new Picture(out.toByteArray());
        }
    }

    private static BufferedImage decoded(String field, ImageInputStream stream) throws IOException {
        var reader = reader(stream);
        if (reader == null) throw Problem.invalid(field, "is no picture that can be read here: PNG, JPEG and GIF can");
        try {
            reader.setInput(stream, false, false);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw Problem.invalid(field, "has " + reader.getWidth(0) + " × " + reader.getHeight(0) + " pixels, more than 60 million");
            }
            // Of a large photograph only one pixel of several is kept, so that many can be read at once.
            int step = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / (4 * SIDE));
            var wish = reader.getDefaultReadParam();
            wish.setSourceSubsampling(step, step, 0, 0);
            var orientation = reader.getFormatName().equalsIgnoreCase("jpeg") ? ExifUtils.getExifOrientation(reader, 0) : null;
            var image = reader.read(0, wish);
            return orientation == null ? image : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
        } catch (IIOException | RuntimeException broken) {
            if (broken instanceof Problem problem) throw problem;
            throw Problem.invalid(field, "can’t be read: the file is damaged");
        } finally {
            reader.dispose();
        }
    }

    private static @Nullable ImageReader reader(ImageInputStream stream) throws IOException {
        for (var readers = ImageIO.getImageReaders(stream); readers.hasNext(); ) {
            var reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) return reader;
            reader.dispose();
        }
        return null;
    }
}
