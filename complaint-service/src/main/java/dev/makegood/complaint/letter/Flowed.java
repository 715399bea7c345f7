package dev.makegood.complaint.letter;

/** Text whose lines were broken to be put together again (RFC 3676). */
final class Flowed {

    private static final String SIGNATURE = "-- ";

    private Flowed() {}

    static String joined(String text, boolean spacesGo) {
        var joined = new StringBuilder(text.length());
        int depthBefore = -1;
        boolean flows = false;
        for (String raw : text.split("\n", -1)) {
            int depth = 0;
            while (depth < raw.length() && raw.charAt(depth) == '>') {
                depth++;
            }
            var line = raw.substring(depth);
            if (line.startsWith(" ")) {
                line = line.substring(1);
            }
            boolean signature = line.equals(SIGNATURE);
            if (flows && depth == depthBefore && !signature) {
                joined.append(line);
            } else {
                joined.append(depthBefore < 0 ? "" : "\n")
                        .append(">".repeat(depth))
                        .append(depth > 0 ? " " : "")
                        .append(line);
            }
            flows = !signature && line.endsWith(" ");
            if (flows && spacesGo) {
                joined.setLength(joined.length() - 1);
            }
            depthBefore = depth;
        }
        return joined.toString();
    }
}
