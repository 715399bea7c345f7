package dev.makegood.complaint.attachment;

import java.awt.geom.AffineTransform;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a camera was held: the values of Exif's tag 0x0112, in its order. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    LYING_MIRRORED,
    LYING_RIGHT,
    LYING_RIGHT_MIRRORED,
    LYING_LEFT;

    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int TAG = 0x0112;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    boolean swapsSides() {
        return switch (this) {
            case UPRIGHT, MIRRORED, UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> false;
            case LYING_MIRRORED, LYING_RIGHT, LYING_RIGHT_MIRRORED, LYING_LEFT -> true;
        };
    }

    /** What turns a picture of this size upright. */
    AffineTransform turn(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case LYING_MIRRORED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case LYING_RIGHT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case LYING_RIGHT_MIRRORED -> new AffineTransform(0, -1, -1, 0, height, width);
            case LYING_LEFT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    /** As a JPEG file says; upright if it does not say, or not in a way that can be read. */
    static Orientation of(Path jpeg) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(jpeg)))) {
            if (in.readUnsignedShort() != 0xffd8) {
                return UPRIGHT;
            }
            while (true) {
                int marker = in.readUnsignedShort();
                if (marker >> 8 != 0xff || (marker & 0xff) == START_OF_SCAN) {
                    return UPRIGHT;
                }
                int length = in.readUnsignedShort() - 2;
                if (length < 0) {
                    return UPRIGHT;
                }
                byte[] segment = in.readNBytes(length);
                if ((marker & 0xff) == APP1 && segment.length == length && isExif(segment)) {
                    return ofExif(ByteBuffer.wrap(segment, EXIF.length, length - EXIF.length)
                            .slice());
                }
            }
        } catch (IOException | RuntimeException e) {
            return UPRIGHT;
        }
    }

    private static boolean isExif(byte[] segment) {
        return segment.length > EXIF.length
                && ByteBuffer.wrap(segment, 0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static Orientation ofExif(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
