package dev.makegood.complaint.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a mail comes from whom it says, as our own mail server found out when it took it in (RFC 8601, RFC 7489). */
enum Verdict {
    PASSED,
    FAILED,
    /** Nobody found out; or the domain gives no way to. */
    UNKNOWN;

    private static final Pattern RESULT =
            Pattern.compile("^\\s*([a-z0-9-]{1,40})\\s*=\\s*([a-z]{1,20})(.*)$", Pattern.DOTALL);
    private static final Pattern PROPERTY =
            Pattern.compile("([a-z]{1,20})\\.([a-z-]{1,30})\\s*=\\s*\"?([^\\s;\"]{1,320})");

    /**
     * What was found out about the author's domain.
     *
     * @param results the mail's {@code Authentication-Results}, the last server's first
     * @param server the only one whose results are believed
     */
    static Verdict of(List<String> results, Optional<String> server, String author) {
        if (server.isEmpty()) {
            return UNKNOWN;
        }
        var domain = author.substring(author.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        var ours = results.stream()
                .map(Verdict::withoutComments)
                .filter(result -> server.get().equalsIgnoreCase(result.strip().split("[\\s;]", 2)[0]))
                .toList();
        // Each server writes above what is there: one below ours that bears our name can only have been there before.
        // It may condemn
        // a mail, and never acquit it.
        if (ours.stream()
                .anyMatch(result ->
                        methods(result).getOrDefault("dmarc", Result.NONE).is("fail"))) {
            return FAILED;
        }
        return ours.isEmpty() ? UNKNOWN : of(methods(ours.getFirst()), domain);
    }

    private static Verdict of(Map<String, Result> methods, String domain) {
        var dmarc = methods.getOrDefault("dmarc", Result.NONE);
        var dkim = methods.getOrDefault("dkim", Result.NONE);
        var spf = methods.getOrDefault("spf", Result.NONE);
        if (dmarc.is("pass")
                && dmarc.property("header.from").map(domain::equals).orElse(true)) {
            return PASSED;
        }
        boolean signed = dkim.is("pass")
                && dkim.property("header.d")
                        .or(() -> dkim.property("header.i"))
                        .filter(by -> isAligned(by, domain))
                        .isPresent();
        boolean sent = spf.is("pass")
                && spf.property("smtp.mailfrom")
                        .filter(by -> isAligned(by, domain))
                        .isPresent();
        if (signed || sent) {
            return PASSED;
        }
        return spf.is("fail") && !dkim.is("pass") ? FAILED : UNKNOWN;
    }

    /** One of the two is the other, or lies within it. */
    private static boolean isAligned(String by, String domain) {
        var signer = by.substring(by.lastIndexOf('@') + 1);
        return signer.equals(domain)
                || (signer.indexOf('.') > 0 && domain.endsWith("." + signer))
                || (domain.indexOf('.') > 0 && signer.endsWith("." + domain));
    }

    private record Result(String value, Map<String, String> properties) {
        static final Result NONE = new Result("", Map.of());

        boolean is(String wanted) {
            return value.equals(wanted);
        }

        Optional<String> property(String name) {
            return Optional.ofNullable(properties.get(name));
        }
    }

    /** Of several signatures one that passed says enough. */
    private static Map<String, Result> methods(String results) {
        Map<String, Result> methods = new HashMap<>();
        for (String part : results.toLowerCase(Locale.ROOT).split(";", -1)) {
            var result = RESULT.matcher(part);
            if (result.matches()) {
                Map<String, String> properties = new HashMap<>();
                var property = PROPERTY.matcher(result.group(3));
                while (property.find()) {
                    properties.putIfAbsent(property.group(1) + "." + property.group(2), property.group(3));
                }
                methods.merge(
                        result.group(1),
                        new Result(result.group(2), properties),
                        (before, next) -> before.is("pass") ? before : next);
            }
        }
        return methods;
    }

    private static String withoutComments(String header) {
        var plain = new StringBuilder(header.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
            } else if (depth == 0 && c == '"') {
                quoted = !quoted;
                plain.append(c);
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
