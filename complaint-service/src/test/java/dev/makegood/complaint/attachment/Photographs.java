package dev.makegood.complaint.attachment;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as cameras make them, and as nobody should. */
final class Photographs {

    private Photographs() {}

    /** Blue, and red in the corner left above. */
    static BufferedImage twoColours(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 3, height / 3);
        graphics.dispose();
        return image;
    }

    /** With what a camera writes beside the pixels: how it was held, and where. */
    static byte[] jpeg(BufferedImage image, int orientation) throws IOException {
        var plain = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", plain);
        byte[] pixels = plain.toByteArray();
        var exif = new ByteArrayOutputStream();
        var out = new DataOutputStream(exif);
        out.writeBytes("Exif\0\0MM\0*");
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(0x0112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.writeBytes("GPS-SECRET 37.9838 N 23.7275 E");
        var whole = new ByteArrayOutputStream();
        var file = new DataOutputStream(whole);
        file.writeShort(0xffd8);
        file.writeShort(0xffe1);
        file.writeShort(exif.size() + 2);
        exif.writeTo(file);
        file.write(pixels, 2, pixels.length - 2);
        return whole.toByteArray();
    }

    static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** A few bytes that state a picture of this size. */
    static byte[] statedPng(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 6, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.toByteArray());
        var out = new ByteArrayOutputStream();
        var file = new DataOutputStream(out);
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.writeInt(13);
        header.writeTo(file);
        file.writeInt((int) crc.getValue());
        file.writeInt(0);
        file.writeBytes("IDAT");
        file.writeInt(0x35af061e);
        file.writeInt(0);
        file.writeBytes("IEND");
        file.writeInt(0xae426082);
        return out.toByteArray();
    }

    static byte[] statedGif(int width, int height) {
        byte[] gif = "GIF89a....\0\0\0,\0\0\0\0....\0\2\2L\1\0;".getBytes(StandardCharsets.ISO_8859_1);
        for (int at : new int[] {6, 18}) {
            gif[at] = (byte) width;
            gif[at + 1] = (byte) (width >> 8);
            gif[at + 2] = (byte) height;
            gif[at + 3] = (byte) (height >> 8);
        }
        return gif;
    }
}
