package antipode.git;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A request's body that has to keep coming: whoever sends less than a little in each half minute is let go, so that
/// nobody holds the server by a trickle. Silence is ended by the web server itself.
final class SteadyInput extends ServletInputStream {

    private static final long PERIOD = Duration.ofSeconds(30).toNanos();
    private static final int LEAST = 8 << 10;

    private final ServletInputStream in;
    private byte[] ahead = new byte[0];
    private int taken;
    private final LongSupplier nanos;
    private long since;
    private long lastRead;
    private long received;

    SteadyInput(ServletInputStream in) {
        this(in, System::nanoTime);
    }

    SteadyInput(ServletInputStream in, LongSupplier nanos) {
        this.in = in;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
        this.lastRead = since;
    }

    /// Looks at the first bytes, which are still read as ever.
    byte[] ahead(int length) throws IOException {
        ahead = in.readNBytes(length);
        return ahead.clone();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (taken < ahead.length) {
            int copied = Math.min(length, ahead.length - taken);
            System.arraycopy(ahead, taken, into, offset, copied);
            taken += copied;
            return copied;
        }
        long before = nanos.getAsLong();
        int read = in.read(into, offset, length);
        long now = nanos.getAsLong();
        // Only waiting counts: the work between two reads is ours.
        since += Math.max(0, before - lastRead);
        lastRead = now;
        received += Math.max(0, read);
        if (now - since > PERIOD) {
            if (received < LEAST && read >= 0) {
                throw new IOException("The request trickled in too slowly");
            }
            since = now;
            received = 0;
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return taken < ahead.length ? ahead.length - taken : in.available();
    }

    @Override
    public boolean isFinished() {
        return taken >= ahead.length && in.isFinished();
    }

    @Override
    public boolean isReady() {
        return taken < ahead.length || in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("Read it as a stream");
    }
}
