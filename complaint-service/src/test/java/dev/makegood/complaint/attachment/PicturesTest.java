package dev.makegood.complaint.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Unprocessable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of pictures, whatever is in them. */
class PicturesTest {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";

    @TempDir
    Path folder;

    private final Pictures pictures = new Pictures(64_000_000, 13_000_000);

    @Test
    void aPhotographLosesWhereItWasTaken() throws IOException {
        byte[] photograph = Photographs.jpeg(Photographs.twoColours(60, 40), 1);
        assertThat(text(photograph)).contains("GPS-SECRET");
        var picture = pictures.look(file(photograph), JPEG, scratch()).orElseThrow();
        assertThat(text(Files.readAllBytes(remade(picture))))
                .doesNotContain("GPS-SECRET")
                .doesNotContain("Exif");
        assertThat(ImageIO.read(remade(picture).toFile()).getWidth()).isEqualTo(60);
    }

    /** Where the red corner, left above in the file, is when the picture stands as the camera says. */
    @ParameterizedTest
    @CsvSource({
        "1, 60, 40, 0, 0",
        "2, 60, 40, 1, 0",
        "3, 60, 40, 1, 1",
        "4, 60, 40, 0, 1",
        "5, 40, 60, 0, 0",
        "6, 40, 60, 1, 0",
        "7, 40, 60, 1, 1",
        "8, 40, 60, 0, 1",
        "9, 60, 40, 0, 0"
    })
    void aPhotographStandsAsItWasTaken(int orientation, int width, int height, int right, int below)
            throws IOException {
        byte[] photograph = Photographs.jpeg(Photographs.twoColours(60, 40), orientation);
        var picture = pictures.look(file(photograph), JPEG, scratch()).orElseThrow();
        var upright = ImageIO.read(remade(picture).toFile());
        assertThat(upright.getWidth()).isEqualTo(width).isEqualTo(picture.width());
        assertThat(upright.getHeight()).isEqualTo(height).isEqualTo(picture.height());
        var corner = new Color(upright.getRGB(right == 0 ? 4 : width - 5, below == 0 ? 4 : height - 5));
        assertThat(corner.getRed()).isGreaterThan(200);
        assertThat(corner.getBlue()).isLessThan(60);
    }

    @Test
    void whatIsHiddenBehindAPictureIsLeftBehind() throws IOException {
        byte[] picture = Photographs.png(new BufferedImage(30, 20, BufferedImage.TYPE_4BYTE_ABGR));
        byte[] both = (new String(picture, StandardCharsets.ISO_8859_1) + "<script>alert(1)</script>")
                .getBytes(StandardCharsets.ISO_8859_1);
        var kept = pictures.look(file(both), PNG, scratch()).orElseThrow();
        assertThat(text(Files.readAllBytes(remade(kept)))).doesNotContain("script");
        assertThat(ImageIO.read(remade(kept).toFile()).getColorModel().hasAlpha())
                .isTrue();
    }

    @Test
    void aPictureThatStatesAbsurdSizesIsRefusedBeforeItIsDecoded() {
        assertThatThrownBy(() -> pictures.look(file(Photographs.statedPng(50_000, 50_000)), PNG, scratch()))
                .isInstanceOf(Unprocessable.class)
                .hasMessageContaining("50000 × 50000");
        assertThatThrownBy(() -> pictures.look(file(Photographs.statedGif(60_000, 60_000)), "image/gif", scratch()))
                .isInstanceOf(Unprocessable.class);
    }

    @Test
    void aLargePictureIsMadeSmaller() throws IOException {
        var small = new Pictures(64_000_000, 10_000);
        byte[] photograph = Photographs.jpeg(Photographs.twoColours(400, 300), 1);
        var picture = small.look(file(photograph), JPEG, scratch()).orElseThrow();
        assertThat(picture.width()).isEqualTo(100);
        assertThat(picture.height()).isEqualTo(75);
    }

    @Test
    void aBrokenPictureIsNoPicture() throws IOException {
        byte[] png = Photographs.png(Photographs.twoColours(60, 40));
        png[40] ^= 0x55;
        png[60] ^= 0x55;
        assertThat(pictures.look(file(png), PNG, scratch())).isEmpty();
        byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1, 2, 3};
        assertThat(pictures.look(file(start), JPEG, scratch())).isEmpty();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "picture", ""), bytes);
    }

    private static Path remade(Pictures.Picture picture) {
        return Objects.requireNonNull(picture.remade());
    }

    private Path scratch() throws IOException {
        return Files.createTempFile(folder, "scratch", "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
