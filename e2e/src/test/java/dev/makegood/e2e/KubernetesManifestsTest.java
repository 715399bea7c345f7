package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.makegood.local.Clients;
import dev.makegood.local.Users;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The manifests below k8s/, read with the API's own types as strictly as a server reads them, and joined as Kustomize
 * joins them: what would only be noticed in a cluster is noticed here.
 */
class KubernetesManifestsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path K8S = PROJECT.resolve("k8s");
    private static final List<String> SERVICES =
            List.of("complaint-service", "recovery-service", "notification-service");
    private static final String NAME = "app.kubernetes.io/name";
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");

    private static final YAMLMapper YAML = strictly();
    private static final Layer BASE = Layer.of(K8S.resolve("base"));
    private static final List<Layer> OVERLAYS = overlays();

    // ---- files

    @Test
    void whatTheApiDoesNotKnowIsRefused() {
        String deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: %s}";
        assertThatThrownBy(() -> parse(deployment.formatted("{replica: 2}"))).hasMessageContaining("replica");
        assertThatThrownBy(() -> parse(deployment.formatted("{replicas: 2, replicas: 3}")))
                .hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> parse(deployment.formatted(
                        "{template: {spec: {containers: [{name: a, env: [{name: A, value: 1}]}]}}}")))
                .hasMessageContaining("Cannot coerce");
        assertThatThrownBy(() -> parse("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {rule: []}}"))
                .hasMessageContaining("rule");
        assertThatThrownBy(() -> parse("{apiVersion: apps/v2, kind: Deployment}"))
                .hasMessageContaining("apps/v2");
    }

    @Test
    void everyFileBelongsToAKustomization() throws IOException {
        Set<Path> read = new HashSet<>(BASE.files());
        OVERLAYS.forEach(overlay -> read.addAll(overlay.files()));
        try (Stream<Path> files = Files.walk(K8S)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(read).contains(file));
        }
    }

    @Test
    void everythingHasANameOfItsOwn() {
        for (Layer overlay : OVERLAYS) {
            assertThat(overlay.resources().stream()
                            .map(resource -> resource.getKind() + "/"
                                    + resource.getMetadata().getName()))
                    .doesNotHaveDuplicates();
        }
    }

    // ---- pods

    @Test
    void theNamespaceAdmitsRestrictedPodsOnly() {
        assertThat(BASE.all(Namespace.class)).singleElement().satisfies(namespace -> {
            assertThat(namespace.getMetadata().getName()).isEqualTo("makegood");
            assertThat(namespace.getMetadata().getLabels())
                    .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        });
        OVERLAYS.forEach(overlay -> assertThat(overlay.namespace()).isEqualTo("makegood"));
    }

    @Test
    void everyPodIsRestricted() {
        for (Layer layer : layers()) {
            for (Workload workload : layer.workloads()) {
                PodSpec pod = workload.spec();
                assertThat(pod.getSecurityContext().getRunAsNonRoot())
                        .as(workload.name())
                        .isTrue();
                assertThat(pod.getSecurityContext().getRunAsUser())
                        .as(workload.name())
                        .isPositive();
                assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                        .as(workload.name())
                        .isEqualTo("RuntimeDefault");
                assertThat(pod.getAutomountServiceAccountToken())
                        .as(workload.name())
                        .isFalse();
                assertThat(pod.getEnableServiceLinks()).as(workload.name()).isFalse();
                assertThat(pod.getVolumes())
                        .as(workload.name())
                        .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
                assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                        .as(workload.name())
                        .containsOnlyNulls();
                for (Container container : workload.containers()) {
                    var context = container.getSecurityContext();
                    assertThat(context.getAllowPrivilegeEscalation())
                            .as(workload.name())
                            .isFalse();
                    assertThat(context.getPrivileged()).as(workload.name()).isNull();
                    assertThat(context.getCapabilities().getDrop())
                            .as(workload.name())
                            .containsExactly("ALL");
                    assertThat(context.getCapabilities().getAdd())
                            .as(workload.name())
                            .isEmpty();
                }
            }
        }
        assertThat(BASE.workloads())
                .flatExtracting(Workload::containers)
                .allSatisfy(
                        container -> assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                                .isTrue());
    }

    @Test
    void everyContainerHasLimitsAndWhatRunsOnHasProbes() {
        for (Layer layer : layers()) {
            for (Workload workload : layer.workloads()) {
                for (Container container : workload.containers()) {
                    assertThat(container.getResources().getLimits())
                            .as(workload.name())
                            .containsKeys("cpu", "memory");
                    assertThat(container.getResources().getRequests())
                            .as(workload.name())
                            .containsKeys("cpu", "memory");
                    if (!workload.ends()) {
                        assertThat(probes(container)).as(workload.name()).hasSize(3);
                        probes(container).forEach(probe -> port(container, probe));
                    }
                }
            }
        }
    }

    @Test
    void theServicesListenWhereTheirSettingsSay() {
        assertThat(BASE.workloads()).extracting(Workload::name).containsExactlyInAnyOrderElementsOf(SERVICES);
        for (Workload workload : BASE.workloads()) {
            Properties settings = settings(workload.name());
            Container container = workload.containers().getFirst();
            assertThat(container.getPorts().stream()
                            .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort)))
                    .isEqualTo(Map.of(
                            "http", Integer.valueOf(settings.getProperty("quarkus.http.port")),
                            "management", Integer.valueOf(settings.getProperty("quarkus.management.port"))));
            assertThat(probes(container)).allSatisfy(probe -> {
                assertThat(probe.getHttpGet().getPath()).startsWith("/q/health/");
                assertThat(port(container, probe))
                        .isEqualTo(Integer.valueOf(settings.getProperty("quarkus.management.port")));
            });
        }
    }

    @Test
    void aServiceIsNotKilledBeforeItHasFinished() {
        Properties chassis = properties("chassis/src/main/resources/META-INF/microprofile-config.properties");
        Duration requests = Duration.parse("PT" + chassis.getProperty("quarkus.shutdown.timeout"));
        // The outbox's last batch waits this long for Kafka at most, and the inbox as long for the database.
        Duration batches = Duration.ofSeconds(20);
        for (Workload workload : BASE.workloads()) {
            long pause = workload.containers()
                    .getFirst()
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            assertThat(workload.spec().getTerminationGracePeriodSeconds())
                    .isGreaterThanOrEqualTo(pause + requests.plus(batches).toSeconds());
        }
    }

    @Test
    void ourImagesAreOfThisVersion() throws IOException {
        String version = VERSION.matcher(Files.readString(PROJECT.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        for (Workload workload : BASE.workloads()) {
            assertThat(workload.containers())
                    .extracting(Container::getImage)
                    .containsExactly("makegood/" + workload.name() + ":" + version);
            assertThat(Files.readString(PROJECT.resolve("docker-compose.yml")))
                    .contains("image: makegood/" + workload.name() + ":" + version + "\n");
        }
    }

    // ---- what refers to what

    @Test
    void everySelectorSelectsPods() {
        for (Layer layer : layers()) {
            for (Service service : layer.all(Service.class)) {
                var selector = new LabelSelector(List.of(), service.getSpec().getSelector());
                var selected = layer.selected(selector);
                assertThat(selected).as(service.getMetadata().getName()).hasSize(1);
                for (ServicePort port : service.getSpec().getPorts()) {
                    assertThat(selected.getFirst().containers().stream()
                                    .flatMap(container -> container.getPorts().stream())
                                    .map(ContainerPort::getName))
                            .as(service.getMetadata().getName())
                            .contains(port.getTargetPort().getStrVal());
                }
            }
            for (PodDisruptionBudget budget : layer.all(PodDisruptionBudget.class)) {
                assertThat(layer.selected(budget.getSpec().getSelector())).hasSize(1);
            }
            for (Workload workload : layer.workloads()) {
                assertThat(layer.selected(new LabelSelector(List.of(), workload.selector())))
                        .as(workload.name())
                        .containsExactly(workload);
            }
            for (NetworkPolicy policy : layer.all(NetworkPolicy.class)) {
                String name = policy.getMetadata().getName();
                assertThat(layer.selected(policy.getSpec().getPodSelector()))
                        .as(name)
                        .isNotEmpty();
                for (LabelSelector selector : selectors(policy)) {
                    assertThat(layer.selected(selector)).as(name).isNotEmpty();
                    for (var expression : selector.getMatchExpressions()) {
                        for (String value : expression.getValues()) {
                            assertThat(layer.workloads())
                                    .as(name)
                                    .anyMatch(workload ->
                                            value.equals(workload.labels().get(expression.getKey())));
                        }
                    }
                }
            }
        }
    }

    @Test
    void nothingIsOpenThatNoPolicyOpens() {
        assertThat(BASE.all(NetworkPolicy.class)).anySatisfy(policy -> {
            assertThat(policy.getSpec().getPodSelector()).isEqualTo(new LabelSelector());
            assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).isEmpty();
        });
    }

    @Test
    void whatAPodRefersToExists() {
        for (Layer overlay : OVERLAYS) {
            for (Workload workload : overlay.workloads()) {
                for (Container container : workload.containers()) {
                    for (EnvVar variable : container.getEnv()) {
                        if (variable.getValueFrom() != null) {
                            SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
                            if (!Boolean.TRUE.equals(key.getOptional())) {
                                assertThat(overlay.secret(key.getName())).contains(key.getKey());
                            }
                        }
                    }
                    for (EnvFromSource source : container.getEnvFrom()) {
                        assertThat(overlay.settings())
                                .containsKey(source.getConfigMapRef().getName());
                    }
                    assertThat(container.getVolumeMounts())
                            .allSatisfy(mount -> assertThat(workload.volumes()).contains(mount.getName()));
                }
                for (Volume volume : workload.spec().getVolumes()) {
                    if (volume.getPersistentVolumeClaim() != null) {
                        assertThat(overlay.all(PersistentVolumeClaim.class))
                                .extracting(claim -> claim.getMetadata().getName())
                                .contains(volume.getPersistentVolumeClaim().getClaimName());
                    }
                    if (volume.getConfigMap() != null
                            && !Boolean.TRUE.equals(volume.getConfigMap().getOptional())) {
                        assertThat(overlay.settings())
                                .containsKey(volume.getConfigMap().getName());
                    }
                    if (volume.getSecret() != null
                            && !Boolean.TRUE.equals(volume.getSecret().getOptional())) {
                        assertThat(overlay.secret(volume.getSecret().getSecretName()))
                                .isNotEmpty();
                    }
                }
                String account = workload.spec().getServiceAccountName();
                if (account != null) {
                    assertThat(overlay.all(ServiceAccount.class)).anySatisfy(found -> {
                        assertThat(found.getMetadata().getName()).isEqualTo(account);
                        assertThat(found.getAutomountServiceAccountToken()).isFalse();
                    });
                }
            }
        }
    }

    @Test
    void aSecretIsNeverASetting() {
        for (Layer layer : layers()) {
            assertThat(layer.settings().values())
                    .allSatisfy(settings -> assertThat(settings)
                            .noneMatch(name ->
                                    name.endsWith("PASSWORD") || name.endsWith("USERNAME") || name.endsWith("_KEY")));
            assertThat(layer.workloads())
                    .flatExtracting(Workload::containers)
                    .flatExtracting(Container::getEnv)
                    .filteredOn(variable -> variable.getName().endsWith("PASSWORD")
                            || variable.getName().endsWith("_KEY"))
                    .allSatisfy(variable -> assertThat(variable.getValue()).isNull());
        }
    }

    @Test
    void everyOverlaySetsWhatTheServicesNeed() {
        List<String> needed = List.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "MAKEGOOD_LINK_BASE_URL",
                "MAKEGOOD_LINK_KEY",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_DATASOURCE_PASSWORD",
                "QUARKUS_DATASOURCE_USERNAME",
                "QUARKUS_OIDC_AUTH_SERVER_URL");
        for (Layer overlay : OVERLAYS) {
            for (String service : SERVICES) {
                assertThat(overlay.environment(service)).as(service).containsAll(needed);
            }
            assertThat(overlay.environment("complaint-service"))
                    .contains("MAKEGOOD_DUTY_LEAD_ID", "MAKEGOOD_DUTY_LEAD_NAME");
            assertThat(overlay.environment("notification-service")).contains("MAKEGOOD_MAIL_HOST");
        }
    }

    // ---- routes

    @Test
    void everyRouteEndsAtAService() {
        for (Layer layer : layers()) {
            for (HTTPRoute route : layer.all(HTTPRoute.class)) {
                for (HTTPRouteRule rule : route.getSpec().getRules()) {
                    assertThat(rule.getBackendRefs())
                            .singleElement()
                            .satisfies(backend -> assertThat(layer.service(backend.getName())
                                            .getSpec()
                                            .getPorts())
                                    .extracting(ServicePort::getPort)
                                    .contains(backend.getPort()));
                }
            }
        }
        for (Layer overlay : OVERLAYS) {
            assertThat(overlay.all(HTTPRoute.class))
                    .flatExtracting(route -> route.getSpec().getParentRefs())
                    .allSatisfy(parent -> assertThat(overlay.all(Gateway.class))
                            .anyMatch(gateway -> gateway.getMetadata().getName().equals(parent.getName())));
        }
    }

    @Test
    void everyPathOfAServiceIsRoutedToIt() throws IOException {
        Map<String, String> routes = new HashMap<>();
        for (HTTPRouteRule rule : BASE.all(HTTPRoute.class).getFirst().getSpec().getRules()) {
            String service = rule.getBackendRefs().getFirst().getName();
            rule.getMatches().forEach(match -> {
                assertThat(match.getPath().getType()).isEqualTo("PathPrefix");
                assertThat(routes.put(match.getPath().getValue(), service)).isNull();
            });
        }
        for (String service : SERVICES) {
            assertThat(routes).containsEntry("/v1/operations/" + service, service);
            for (String path : paths(service)) {
                assertThat(routes.entrySet())
                        .as(path)
                        .anyMatch(route ->
                                route.getValue().equals(service) && (path + "/").startsWith(route.getKey() + "/"));
            }
        }
    }

    // ---- people

    @Test
    void keycloakKnowsThePeopleOfTheDemonstration() throws IOException {
        JsonNode realm = new ObjectMapper()
                .readTree(PROJECT.resolve("local/compose/keycloak/makegood-realm.json")
                        .toFile());
        List<Users.User> known = new ArrayList<>();
        for (JsonNode user : realm.get("users")) {
            String username = user.get("username").asText();
            if (user.has("serviceAccountClientId")) {
                continue;
            }
            Users.User expected = Users.of(username);
            assertThat(user.get("id").asText()).isEqualTo(expected.sub().toString());
            assertThat(user.get("firstName").asText() + " "
                            + user.get("lastName").asText())
                    .isEqualTo(expected.name());
            assertThat(user.get("realmRoles")).extracting(JsonNode::asText).isEqualTo(expected.roles());
            assertThat(user.at("/credentials/0/value").asText()).isEqualTo(username);
            assertThat(user.at("/attributes/party/0").asText(null)).isEqualTo(expected.party());
            assertThat(user.at("/attributes/department/0").asText(null)).isEqualTo(expected.department());
            known.add(expected);
        }
        assertThat(known).isEqualTo(Users.all());
    }

    @Test
    void keycloakKnowsThePartnersPrograms() throws IOException {
        JsonNode realm = new ObjectMapper()
                .readTree(PROJECT.resolve("local/compose/keycloak/makegood-realm.json")
                        .toFile());
        List<Clients.Client> known = new ArrayList<>();
        for (JsonNode client : realm.get("clients")) {
            if (!client.get("serviceAccountsEnabled").asBoolean()) {
                continue;
            }
            String id = client.get("clientId").asText();
            assertThat(client.get("secret").asText()).isEqualTo(id);
            List<String> roles = new ArrayList<>();
            for (JsonNode user : realm.get("users")) {
                if (user.path("serviceAccountClientId").asText().equals(id)) {
                    user.get("realmRoles").forEach(role -> roles.add(role.asText()));
                }
            }
            known.add(new Clients.Client(id, client.get("name").asText(), roles));
        }
        assertThat(known).isEqualTo(Clients.all());
    }

    // ---- reading

    private static List<Layer> layers() {
        return Stream.concat(Stream.of(BASE), OVERLAYS.stream()).toList();
    }

    private static List<Layer> overlays() {
        try (Stream<Path> folders = Files.list(K8S.resolve("overlays"))) {
            return folders.sorted().map(Layer::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YAMLMapper strictly() {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // The model keeps what it does not know; without its place for that, it cannot.
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public Boolean hasAnySetter(Annotated annotated) {
                        return false;
                    }
                })
                .build();
        // A server refuses a number where it wants text.
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    private static <T> List<T> read(Path file, Class<T> type) {
        try (var values = YAML.readerFor(type).<T>readValues(file.toFile())) {
            return values.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static HasMetadata parse(String yaml) throws JsonProcessingException {
        return typed(YAML.readTree(yaml));
    }

    private static HasMetadata typed(JsonNode node) {
        String kind = node.path("apiVersion").asText() + "/" + node.path("kind").asText();
        try {
            return YAML.treeToValue(node, type(kind));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    kind + " " + node.at("/metadata/name").asText() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Class<? extends HasMetadata> type(String kind) {
        return switch (kind) {
            case "v1/Namespace" -> Namespace.class;
            case "v1/PersistentVolumeClaim" -> PersistentVolumeClaim.class;
            case "v1/Service" -> Service.class;
            case "v1/ServiceAccount" -> ServiceAccount.class;
            case "apps/v1/Deployment" -> Deployment.class;
            case "apps/v1/StatefulSet" -> StatefulSet.class;
            case "batch/v1/Job" -> Job.class;
            case "gateway.networking.k8s.io/v1/Gateway" -> Gateway.class;
            case "gateway.networking.k8s.io/v1/HTTPRoute" -> HTTPRoute.class;
            case "networking.k8s.io/v1/NetworkPolicy" -> NetworkPolicy.class;
            case "policy/v1/PodDisruptionBudget" -> PodDisruptionBudget.class;
            default -> throw new IllegalArgumentException("This test does not know " + kind);
        };
    }

    private static Properties settings(String service) {
        return properties(service + "/src/main/resources/application.properties");
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(PROJECT.resolve(file))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths of a service's endpoints, up to their first parameter. */
    private static Set<String> paths(String service) throws IOException {
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(PROJECT.resolve(service).resolve("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith("Resource.java"))
                    .toList()) {
                List<String> stated = PATH.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1).replaceAll("/?\\{.*", ""))
                        .toList();
                String root = stated.getFirst();
                // A class that is at /v1 itself has the noun on its methods.
                (root.equals("/v1") ? stated.stream().skip(1).map(path -> root + path) : Stream.of(root))
                        .forEach(paths::add);
            }
        }
        assertThat(paths).isNotEmpty();
        return paths;
    }

    private static List<Probe> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .filter(Objects::nonNull)
                .toList();
    }

    /** The port that a probe asks; null where it runs a command. */
    private static @Nullable Integer port(Container container, Probe probe) {
        if (probe.getExec() != null) {
            return null;
        }
        IntOrString port = probe.getHttpGet() == null
                ? probe.getTcpSocket().getPort()
                : probe.getHttpGet().getPort();
        return container.getPorts().stream()
                .filter(known -> known.getName().equals(port.getStrVal()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(container.getName() + " has no port " + port.getStrVal()))
                .getContainerPort();
    }

    private static Stream<NetworkPolicyPeer> peers(NetworkPolicy policy) {
        return Stream.concat(
                policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()));
    }

    /** Of pods in our own namespace. */
    private static List<LabelSelector> selectors(NetworkPolicy policy) {
        return Stream.concat(
                        Stream.of(policy.getSpec().getPodSelector()),
                        peers(policy)
                                .filter(peer -> peer.getNamespaceSelector() == null)
                                .map(NetworkPolicyPeer::getPodSelector)
                                .filter(Objects::nonNull))
                .toList();
    }

    /** What one folder's kustomization makes: the resources, and the keys of what it generates. */
    private record Layer(
            String namespace,
            Set<Path> files,
            List<HasMetadata> resources,
            Map<String, Set<String>> settings,
            Map<String, Set<String>> secrets) {

        static Layer of(Path folder) {
            Path file = folder.resolve("kustomization.yaml");
            Kustomization kustomization = read(file, Kustomization.class).getFirst();
            Layer layer = new Layer(
                    kustomization.namespace() == null ? "" : kustomization.namespace(),
                    new HashSet<>(Set.of(file)),
                    new ArrayList<>(),
                    new HashMap<>(),
                    new HashMap<>());
            for (String name : kustomization.resources()) {
                Path resource = folder.resolve(name).normalize();
                if (Files.isDirectory(resource)) {
                    layer.add(Layer.of(resource));
                } else {
                    layer.files.add(resource);
                    read(resource, JsonNode.class).forEach(node -> layer.resources.add(typed(node)));
                }
            }
            kustomization.configMapGenerator().forEach(generator -> generator.generate(folder, layer.settings));
            kustomization.secretGenerator().forEach(generator -> generator.generate(folder, layer.secrets));
            kustomization
                    .replicas()
                    .forEach(replica -> assertThat(layer.workloads())
                            .extracting(Workload::name)
                            .contains(replica.name()));
            return layer;
        }

        private void add(Layer other) {
            files.addAll(other.files);
            resources.addAll(other.resources);
            settings.putAll(other.settings);
            secrets.putAll(other.secrets);
        }

        <T extends HasMetadata> List<T> all(Class<T> type) {
            return resources.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<Workload> workloads() {
            return resources.stream().flatMap(Workload::of).toList();
        }

        List<Workload> selected(LabelSelector selector) {
            return workloads().stream()
                    .filter(workload -> matches(selector, workload.labels()))
                    .toList();
        }

        Service service(String name) {
            return all(Service.class).stream()
                    .filter(service -> service.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No service " + name));
        }

        Set<String> secret(String name) {
            return secrets.getOrDefault(name, Set.of());
        }

        /** The names of the variables that the service sees. */
        Set<String> environment(String service) {
            Set<String> names = new TreeSet<>();
            workloads().stream()
                    .filter(workload -> workload.name().equals(service))
                    .flatMap(workload -> workload.containers().stream())
                    .forEach(container -> {
                        container.getEnv().forEach(variable -> names.add(variable.getName()));
                        container
                                .getEnvFrom()
                                .forEach(source -> names.addAll(settings.getOrDefault(
                                        source.getConfigMapRef().getName(), Set.of())));
                    });
            return names;
        }

        private static boolean matches(LabelSelector selector, Map<String, String> labels) {
            return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                    && selector.getMatchExpressions().stream().allMatch(expression -> {
                        assertThat(expression.getOperator()).isEqualTo("In");
                        return expression.getValues().contains(labels.get(expression.getKey()));
                    });
        }
    }

    /** What makes pods; {@code ends} is true of a job. */
    private record Workload(
            String name, Map<String, String> selector, PodTemplateSpec template, Set<String> claims, boolean ends) {
        static Stream<Workload> of(HasMetadata resource) {
            String name = resource.getMetadata().getName();
            return switch (resource) {
                case Deployment deployment ->
                    Stream.of(new Workload(
                            name,
                            deployment.getSpec().getSelector().getMatchLabels(),
                            deployment.getSpec().getTemplate(),
                            Set.of(),
                            false));
                case StatefulSet set ->
                    Stream.of(new Workload(
                            name,
                            set.getSpec().getSelector().getMatchLabels(),
                            set.getSpec().getTemplate(),
                            set.getSpec().getVolumeClaimTemplates().stream()
                                    .map(claim -> claim.getMetadata().getName())
                                    .collect(Collectors.toSet()),
                            false));
                case Job job ->
                    Stream.of(
                            new Workload(name, Map.of(NAME, name), job.getSpec().getTemplate(), Set.of(), true));
                default -> Stream.empty();
            };
        }

        Map<String, String> labels() {
            return template.getMetadata().getLabels();
        }

        PodSpec spec() {
            return template.getSpec();
        }

        List<Container> containers() {
            return Stream.concat(spec().getInitContainers().stream(), spec().getContainers().stream())
                    .toList();
        }

        Set<String> volumes() {
            return Stream.concat(claims.stream(), spec().getVolumes().stream().map(Volume::getName))
                    .collect(Collectors.toSet());
        }
    }

    /** As much of a kustomization.yaml as is used here; more than that is refused. */
    record Kustomization(
            String apiVersion,
            String kind,
            @Nullable String namespace,
            List<String> resources,
            List<Generator> configMapGenerator,
            List<Generator> secretGenerator,
            List<Replica> replicas) {
        Kustomization {
            resources = resources == null ? List.of() : resources;
            configMapGenerator = configMapGenerator == null ? List.of() : configMapGenerator;
            secretGenerator = secretGenerator == null ? List.of() : secretGenerator;
            replicas = replicas == null ? List.of() : replicas;
        }
    }

    private record Replica(String name, int count) {}

    record Generator(String name, @Nullable String behavior, List<String> literals, List<String> files) {
        Generator {
            literals = literals == null ? List.of() : literals;
            files = files == null ? List.of() : files;
        }

        void generate(Path folder, Map<String, Set<String>> generated) {
            assertThat(generated.containsKey(name)).as(name).isEqualTo("merge".equals(behavior));
            Set<String> keys = new TreeSet<>(generated.getOrDefault(name, Set.of()));
            literals.forEach(literal -> keys.add(literal.substring(0, literal.indexOf('='))));
            for (String file : files) {
                Path path = folder.resolve(file);
                assertThat(path).exists();
                keys.add(path.getFileName().toString());
            }
            generated.put(name, keys);
        }
    }
}
