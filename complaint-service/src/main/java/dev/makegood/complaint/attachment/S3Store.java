package dev.makegood.complaint.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in a bucket of a store that speaks S3. The client asks again where a store stumbles. */
final class S3Store implements ObjectStore {

    private final S3Client client;
    private final String bucket;

    S3Store(AttachmentSettings.S3 settings) {
        bucket = required(settings.bucket(), "bucket");
        client = S3Client.builder()
                .endpointOverride(required(settings.endpoint(), "endpoint"))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(true)
                // Only what every store that speaks S3 understands.
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration ->
                        configuration.apiCallAttemptTimeout(settings.timeout()).addExecutionInterceptor(new AtOnce()))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(settings.timeout()))
                .build();
    }

    /** The stated key; without one whatever the machine has been given, such as the role of a pod. */
    private static AwsCredentialsProvider credentials(AttachmentSettings.S3 settings) {
        if (settings.accessKey().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        var key = settings.accessKey().get();
        var secret = required(settings.secretKey(), "secret-key");
        AwsCredentials credentials = settings.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(key, secret));
        return StaticCredentialsProvider.create(credentials);
    }

    private static <T> T required(Optional<T> setting, String name) {
        return setting.orElseThrow(
                () -> new IllegalStateException("Files are kept in S3: set makegood.attachments.s3." + name));
    }

    @Override
    public void put(UUID id, Path file) throws IOException {
        try {
            client.putObject(request -> request.bucket(bucket).key(id.toString()), RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw new IOException("The object store did not take a file: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<InputStream> get(UUID id) throws IOException {
        try {
            return Optional.of(
                    client.getObject(request -> request.bucket(bucket).key(id.toString())));
        } catch (S3Exception e) {
            if (isAbsent(e)) {
                return Optional.empty();
            }
            throw new IOException("The object store did not give a file: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new IOException("The object store did not give a file: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean has(UUID id) throws IOException {
        try {
            client.headObject(request -> request.bucket(bucket).key(id.toString()));
            return true;
        } catch (S3Exception e) {
            if (isAbsent(e)) {
                return false;
            }
            throw new IOException("The object store did not answer: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new IOException("The object store did not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void delete(UUID id) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(id.toString()));
        } catch (SdkException e) {
            throw new IOException("The object store did not delete a file: " + e.getMessage(), e);
        }
    }

    /** Not every store says what it has not; but a bucket that is not there holds nothing because of us. */
    private static boolean isAbsent(S3Exception answer) {
        return answer.statusCode() == 404 && !(answer instanceof NoSuchBucketException);
    }

    /**
     * Files are sent without asking first whether they may be ({@code Expect: 100-continue}): the JDK's client loses the answer to an
     * empty file when it comes together with the leave to send it, and waits for it until it times out.
     */
    private static final class AtOnce implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().copy(request -> request.removeHeader("Expect"));
        }
    }
}
