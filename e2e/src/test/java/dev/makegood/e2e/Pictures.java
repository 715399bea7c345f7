package dev.makegood.e2e;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures for the documentation, drawn anew with {@code -Dpictures=write}. */
final class Pictures {

    private Pictures() {}

    static void take(Page page, String name) {
        if ("write".equals(System.getProperty("pictures"))) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("..", "docs", "images", name + ".png")));
        }
    }
}
