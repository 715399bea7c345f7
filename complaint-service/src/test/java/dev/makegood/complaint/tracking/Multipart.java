package dev.makegood.complaint.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A form with files, sent as a browser does: with its length, and texts in UTF-8 without saying so. */
final class Multipart {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Multipart field(String name, String value) {
        return part("name=\"%s\"".formatted(name), value.getBytes(UTF_8));
    }

    Multipart file(String name, byte[] bytes) {
        return part("name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream".formatted(name), bytes);
    }

    private Multipart part(String head, byte[] bytes) {
        body.writeBytes("--boundary\r\nContent-Disposition: form-data; %s\r\n\r\n"
                .formatted(head)
                .getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    HttpResponse<String> post(URI address) {
        body.writeBytes("--boundary--\r\n".getBytes(UTF_8));
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "multipart/form-data; boundary=boundary")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
