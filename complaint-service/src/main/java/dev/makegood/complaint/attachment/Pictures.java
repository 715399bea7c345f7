package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Unprocessable;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that people send. Those that are decoded are made anew from their pixels: where a photograph was taken, and whatever else
 * was hidden in the file, is not in it any more. How large a picture says that it is, is read before anything is decoded.
 */
final class Pictures {

    private static final Map<String, String> FORMATS =
            Map.of("image/jpeg", "jpeg", "image/png", "png", "image/gif", "gif", "image/bmp", "bmp");

    /** What is made anew; of the others only the size is looked at, if it can be. */
    private static final Set<String> REMADE = Set.of("image/jpeg", "image/png");

    private static final float QUALITY = 0.9f;

    /** One at a time: each takes up to eight bytes a pixel, and there is half a core for it anyway. */
    private final Semaphore easel = new Semaphore(1, true);

    private final long mostPixels;
    private final long keptPixels;

    /**
     * @param mostPixels the most that a picture may state
     * @param keptPixels the most that are decoded; of larger ones every second or third pixel is
     */
    Pictures(long mostPixels, long keptPixels) {
        this.mostPixels = mostPixels;
        this.keptPixels = keptPixels;
    }

    /** Whether pictures of this type are made anew. */
    static boolean areRemade(String type) {
        return REMADE.contains(type);
    }

    /**
     * A picture.
     *
     * @param remade its pixels in a new file; absent where the old one is kept
     */
    record Picture(int width, int height, @Nullable Path remade) {}

    /**
     * Looks at a picture.
     *
     * @param scratch where the new file goes
     * @return empty if it is none, or none that can be read
     * @throws Unprocessable if it states more pixels than anybody's picture has
     */
    Optional<Picture> look(Path file, String type, Path scratch) throws IOException {
        var format = FORMATS.get(type);
        if (format == null) {
            return Optional.empty();
        }
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > mostPixels) {
                throw new Unprocessable(
                        "",
                        "too-many-pixels",
                        "This image states %d × %d pixels; at most %d are taken.".formatted(width, height, mostPixels));
            }
            return Optional.of(
                    areRemade(type)
                            ? remade(reader, width, height, type, file, scratch)
                            : new Picture(width, height, null));
        } catch (Unprocessable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders say in many ways that a file is broken. It is still what somebody sent us.
            Files.deleteIfExists(scratch);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private Picture remade(ImageReader reader, int width, int height, String type, Path file, Path scratch)
            throws IOException {
        boolean jpeg = type.equals("image/jpeg");
        var orientation = jpeg ? Orientation.of(file) : Orientation.UPRIGHT;
        easel.acquireUninterruptibly();
        try {
            var image = painted(read(reader, width, height), orientation, jpeg);
            write(image, jpeg ? "jpeg" : "png", scratch);
            return new Picture(image.getWidth(), image.getHeight(), scratch);
        } finally {
            easel.release();
        }
    }

    private BufferedImage read(ImageReader reader, int width, int height) throws IOException {
        int step = 1;
        while ((long) (width / step) * (height / step) > keptPixels) {
            step++;
        }
        var param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    /** The same picture the right way up, in the colours that every screen knows. */
    private static BufferedImage painted(BufferedImage image, Orientation orientation, boolean jpeg) {
        boolean plain = image.getColorModel().getColorSpace().isCS_sRGB()
                || image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (orientation == Orientation.UPRIGHT && plain) {
            return image;
        }
        int width = orientation.swapsSides() ? image.getHeight() : image.getWidth();
        int height = orientation.swapsSides() ? image.getWidth() : image.getHeight();
        var canvas = new BufferedImage(
                width,
                height,
                jpeg || !image.getColorModel().hasAlpha()
                        ? BufferedImage.TYPE_3BYTE_BGR
                        : BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = canvas.createGraphics();
        AffineTransform turn = orientation.turn(image.getWidth(), image.getHeight());
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return canvas;
    }

    private static void write(BufferedImage image, String format, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        Files.deleteIfExists(file);
        try (var out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
