package dev.makegood.complaint.letter;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * A mail's HTML as the text that people read in it. Nothing of it is ever shown as HTML: scripts, styles and whatever would be
 * fetched are gone with the tags.
 */
final class HtmlText {

    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "title", "template", "object", "embed", "applet", "svg", "math");

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "table",
            "tr",
            "pre",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "form",
            "center",
            "address",
            "dl",
            "dt",
            "dd",
            "hr",
            "li");

    /** Mark the lines of a quotation until they get their {@code >}: no mail holds these, they are taken out first. */
    private static final char QUOTE_BEGINS = '\ue000';

    private static final char QUOTE_ENDS = '\ue001';

    /** To put right what is nested wrongly takes longer than there is of it; some mails are made of nothing else. */
    private static final int MOST_TAGS = 20_000;

    private HtmlText() {}

    static String of(String html) {
        var clean = html.replace(QUOTE_BEGINS, '\ufffd').replace(QUOTE_ENDS, '\ufffd');
        if (clean.chars().filter(c -> c == '<').limit(MOST_TAGS + 1L).count() > MOST_TAGS) {
            return bare(clean);
        }
        var walker = new Walker();
        Jsoup.parse(clean).traverse(walker);
        return quoted(walker.text.toString());
    }

    /** What stands between tags, whatever they are. */
    private static String bare(String html) {
        var text = new StringBuilder(html.length());
        boolean tag = false;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '<') {
                tag = true;
                text.append(' ');
            } else if (c == '>') {
                tag = false;
            } else if (!tag) {
                text.append(c);
            }
        }
        return Parser.unescapeEntities(text.toString(), false)
                .replaceAll("[ \\t]{2,}", " ")
                .strip();
    }

    /** No recursion: as deep as the document goes. */
    private static final class Walker implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int unseen;
        private int preformatted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                var name = element.normalName();
                if (UNSEEN.contains(name)) {
                    unseen++;
                }
                switch (name) {
                    case "br" -> text.append('\n');
                    case "blockquote" -> text.append('\n').append(QUOTE_BEGINS).append('\n');
                    case "li" -> newLine().append("- ");
                    case "pre" -> {
                        preformatted++;
                        newLine();
                    }
                    case "td", "th" -> space();
                    case "hr" -> newLine().append("---");
                    case "img" -> {
                        var alternative = element.attr("alt").strip();
                        if (!alternative.isEmpty() && unseen == 0) {
                            text.append('[').append(alternative).append(']');
                        }
                    }
                    default -> {
                        if (BLOCKS.contains(name)) {
                            newLine();
                        }
                    }
                }
            } else if (node instanceof TextNode words && unseen == 0) {
                write(words.getWholeText());
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                var name = element.normalName();
                if (UNSEEN.contains(name)) {
                    unseen--;
                }
                switch (name) {
                    case "blockquote" -> newLine().append(QUOTE_ENDS).append('\n');
                    case "pre" -> {
                        preformatted--;
                        newLine();
                    }
                    case "p", "h1", "h2", "h3", "h4", "h5", "h6" -> newLine().append('\n');
                    case "a" -> address(element);
                    default -> {
                        if (BLOCKS.contains(name)) {
                            newLine();
                        }
                    }
                }
            }
        }

        /** Where a link leads stands behind it, if its words do not say so. */
        private void address(Element link) {
            var address = link.attr("href").strip();
            var scheme = address.toLowerCase(Locale.ROOT);
            if (unseen == 0
                    && (scheme.startsWith("http://") || scheme.startsWith("https://"))
                    && address.length() <= 2_000
                    && text.indexOf(address, Math.max(0, text.length() - address.length() - 20)) < 0) {
                text.append(" <").append(address).append('>');
            }
        }

        private void write(String words) {
            if (preformatted > 0) {
                text.append(words);
                return;
            }
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                    space();
                } else {
                    text.append(c == '\u00a0' ? ' ' : c);
                }
            }
        }

        private void space() {
            if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.append(' ');
            }
        }

        private StringBuilder newLine() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            return text;
        }
    }

    private static String quoted(String text) {
        var lines = new StringBuilder(text.length());
        int depth = 0;
        int blank = 2;
        for (String line : text.split("\n", -1)) {
            if (line.length() == 1 && line.charAt(0) == QUOTE_BEGINS) {
                depth++;
            } else if (line.length() == 1 && line.charAt(0) == QUOTE_ENDS) {
                depth = Math.max(0, depth - 1);
            } else {
                var stripped = line.stripTrailing();
                blank = stripped.isEmpty() ? blank + 1 : 0;
                if (blank < 2) {
                    lines.append(">".repeat(Math.min(depth, 20)))
                            .append(depth > 0 ? " " : "")
                            .append(stripped)
                            .append('\n');
                }
            }
        }
        return lines.toString().strip();
    }
}
