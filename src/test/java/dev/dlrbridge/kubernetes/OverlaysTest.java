package dev.dlrbridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dlrbridge.bitrix24.PortalClient;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator gets from each overlay, and the policy that all of them keep. */
class OverlaysTest {
    private static final int OF_SUPERUSERS = 3;

    @BeforeAll
    static void needsAProgramThatRenders() {
        assumeTrue(Kustomize.isPresent(), "Overlays are not checked: there is neither kubectl nor kustomize here");
    }

    static List<Overlay> overlays() {
        return Rendered.ALL;
    }

    static Stream<Overlay> overlaysForProduction() {
        return overlays().stream().filter(overlay -> !overlay.name().equals("dev"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldGivePodsNoRightBeyondTheirWork(Overlay overlay) {
        assertThat(overlay.pods()).isNotEmpty().allSatisfy((name, pod) -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getAutomountServiceAccountToken()).isFalse();
            assertThat(spec.getEnableServiceLinks()).isFalse();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getHostNetwork()).isNull();
            assertThat(spec.getHostPID()).isNull();
            assertThat(spec.getHostIPC()).isNull();
            assertThat(spec.getVolumes())
                    .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
            assertThat(spec.getInitContainers()).isEmpty();
            assertThat(spec.getContainers()).isNotEmpty().allSatisfy(OverlaysTest::hasNoRightBeyondItsWork);
        });
    }

    private static void hasNoRightBeyondItsWork(Container container) {
        var security = container.getSecurityContext();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getPrivileged()).isNull();
        assertThat(security.getRunAsUser()).isNull();
        assertThat(security.getRunAsNonRoot()).isNull();
        assertThat(security.getSeccompProfile()).isNull();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(security.getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldSayWhatPodsNeedAndWhichImageTheyAre(Overlay overlay) {
        assertThat(overlay.pods())
                .allSatisfy((name, pod) -> assertThat(pod.getSpec().getContainers())
                        .allSatisfy(container -> {
                            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
                            assertThat(container.getResources().getLimits()).containsKey("memory");
                            assertThat(container.getImage()).matches("[^:]+:.+").doesNotEndWith(":latest");
                        }));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldAskEachProbeOnTheManagementPort(Overlay overlay) {
        Container bridge = overlay.container();

        assertThat(Map.of(
                        "started", bridge.getStartupProbe(),
                        "ready", bridge.getReadinessProbe(),
                        "live", bridge.getLivenessProbe()))
                .allSatisfy((name, probe) -> {
                    HTTPGetAction asked = probe.getHttpGet();
                    assertThat(asked.getPath()).isEqualTo("/q/health/" + name);
                    assertThat(asked.getPort().getStrVal()).isEqualTo("management");
                });
        assertThat(bridge.getPorts())
                .anySatisfy(port ->
                        assertThat(port.getName() + port.getContainerPort()).isEqualTo("management9000"));
        assertThat(seconds(bridge.getStartupProbe()))
                .as("the bridge ends itself when the database stays away for 60 s")
                .isGreaterThan(60);
    }

    private static int seconds(Probe probe) {
        return probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldStopInOrderForLongerThanTheLongestCall(Overlay overlay) {
        Duration unready = overlay.duration("QUARKUS_SHUTDOWN_DELAY");
        Duration intake = overlay.duration("QUARKUS_SHUTDOWN_TIMEOUT");
        Duration lanes = overlay.duration("DLRBRIDGE_FORWARDING_STOP_WITHIN");
        Duration grace = Duration.ofSeconds(
                overlay.bridge().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds());

        assertThat(unready)
                .as("until balancers have noticed")
                .isGreaterThan(Duration.ofSeconds(seconds(overlay.container().getReadinessProbe())));
        assertThat(intake).as("the longest answer").isGreaterThan(Duration.ofMillis(2500));
        assertThat(lanes).isGreaterThan(PortalClient.LONGEST_UPDATE);
        assertThat(grace).isGreaterThan(unready.plus(intake).plus(lanes));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldReplaceNoReplicaBeforeAnotherIsReady(Overlay overlay) {
        var update = overlay.bridge().getSpec().getStrategy().getRollingUpdate();

        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldExposeCallbacksAndEventsOnlyAndLogNoPath(Overlay overlay) {
        Ingress ingress = overlay.only(Ingress.class);

        assertThat(ingress.getSpec().getDefaultBackend()).isNull();
        assertThat(ingress.getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getHttp().getPaths())
                        .allSatisfy(path -> {
                            assertThat(path.getPathType()).isEqualTo("Prefix");
                            assertThat(path.getBackend().getService().getName()).isEqualTo("dlr-bridge");
                            assertThat(path.getBackend().getService().getPort().getName())
                                    .isEqualTo("http");
                        })
                        .extracting(HTTPIngressPath::getPath)
                        .containsExactlyInAnyOrder("/dlr", "/bitrix24"));
        assertThat(overlay.configuration())
                .containsEntry(
                        "DLRBRIDGE_PUBLIC_URL",
                        (overlay.name().equals("dev") ? "http" : "https") + "://"
                                + ingress.getSpec().getRules().get(0).getHost())
                .containsEntry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false")
                .containsEntry("QUARKUS_OTEL_SDK_DISABLED", "true");
        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/enable-access-log", "false")
                .containsEntry("nginx.ingress.kubernetes.io/enable-opentelemetry", "false")
                .containsEntry("traefik.ingress.kubernetes.io/router.observability.accesslogs", "false")
                .containsEntry("traefik.ingress.kubernetes.io/router.observability.tracing", "false");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldServeAdministrationOnAPortThatNoIngressLeadsTo(Overlay overlay) {
        assertThat(overlay.container().getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactlyInAnyOrder("http 8080", "admin 8090", "management 9000");
        assertThat(overlay.configuration())
                .containsEntry("DLRBRIDGE_ADMIN_PORT", "8090")
                .containsEntry("DLRBRIDGE_ADMIN_HOST", "0.0.0.0");
        assertThat(targets(overlay, "dlr-bridge")).containsExactlyInAnyOrder("80 http", "9000 management");
        assertThat(targets(overlay, "dlr-bridge-admin")).containsExactly("8090 admin");
    }

    private static List<String> targets(Overlay overlay, String service) {
        return overlay.all(Service.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(service))
                .flatMap(found -> found.getSpec().getPorts().stream())
                .map(port -> port.getPort() + " " + port.getTargetPort().getStrVal())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldLimitWhatOneAddressMayAskFor(Overlay overlay) {
        assertThat(overlay.only(Ingress.class).getMetadata().getAnnotations())
                .containsKeys(
                        "nginx.ingress.kubernetes.io/limit-connections",
                        "nginx.ingress.kubernetes.io/limit-rps",
                        "nginx.ingress.kubernetes.io/proxy-read-timeout")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "256k")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-request-buffering", "on");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldCallNobodyButTheDatabaseNamesAndThePublic(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(List.of(
                        "10.1.2.3",
                        "172.20.0.1",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.1.1",
                        "127.0.0.1",
                        "fd00::1",
                        "fe80::1",
                        "::1"))
                .as("private and local addresses")
                .noneMatch(address -> network.mayCall(address, 443));
        assertThat(List.of("8.8.8.8", "185.71.76.1", "172.32.0.1", "2a00:1450::1"))
                .allMatch(address -> network.mayCall(address, 443))
                .noneMatch(address -> network.mayCall(address, 80))
                .noneMatch(address -> network.mayCall(address, 5432));
        assertThat(network.portsTo("kube-system")).containsExactlyInAnyOrder("UDP 53", "TCP 53");
        assertThat(network.portsToPods()).containsExactly("TCP 5432");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldBeCalledOnEachPortByThoseWhoNeedIt(Overlay overlay) {
        Network network = new Network(overlay);

        assertThat(network.callers("http")).containsExactly("namespace ingress-nginx");
        assertThat(network.callers("admin")).containsExactly("pods {dlrbridge.dev/operator=true}");
        assertThat(network.callers("management")).containsExactly("namespace monitoring");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldSelectReplicasAndNotTheMigration(Overlay overlay) {
        Map<String, String> replica =
                overlay.bridge().getSpec().getTemplate().getMetadata().getLabels();
        Map<String, String> migration =
                overlay.only(Job.class).getSpec().getTemplate().getMetadata().getLabels();

        Map<String, String> service = overlay.all(Service.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals("dlr-bridge"))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getSelector();
        assertThat(replica).containsAllEntriesOf(service);
        assertThat(migration.entrySet().containsAll(service.entrySet())).isFalse();
        assertThat(overlay.all(PodDisruptionBudget.class))
                .allSatisfy(budget -> assertThat(replica)
                        .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels()));
        Map<String, String> network = new Network(overlay).selector();
        assertThat(replica).containsAllEntriesOf(network);
        assertThat(migration).containsAllEntriesOf(network);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldMigrateByAJobWithTheImageOfTheReplicas(Overlay overlay) {
        Container job = overlay.migration();

        assertThat(job.getArgs()).containsExactly("migrate");
        assertThat(job.getImage()).isEqualTo(overlay.container().getImage());
        assertThat(overlay.configuration()).containsEntry("DLRBRIDGE_DATABASE_MIGRATE_AT_START", "false");
        assertThat(overlay.configuration().get("DLRBRIDGE_DATABASE_URL"))
                .startsWith("postgresql://dlr-bridge-database-rw:5432/dlrbridge");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldLogReplicasInAsAnotherRoleThanTheMigration(Overlay overlay) {
        assertThat(secretsOf(overlay.container()))
                .contains(
                        "DLRBRIDGE_DATABASE_USERNAME dlr-bridge-database-service username",
                        "DLRBRIDGE_DATABASE_PASSWORD dlr-bridge-database-service password");
        assertThat(secretsOf(overlay.migration()))
                .containsExactlyInAnyOrder(
                        "DLRBRIDGE_DATABASE_USERNAME dlr-bridge-database-app username",
                        "DLRBRIDGE_DATABASE_PASSWORD dlr-bridge-database-app password",
                        "DLRBRIDGE_DATABASE_SERVICE_ROLE dlr-bridge-database-service username");
    }

    /** The variables that come from secrets, of which, and of which key. */
    private static List<String> secretsOf(Container container) {
        return container.getEnv().stream()
                .map(variable -> {
                    var from = variable.getValueFrom().getSecretKeyRef();
                    return variable.getName() + " " + from.getName() + " " + from.getKey();
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlaysForProduction")
    void shouldTalkToNoDatabaseButTheOneOfTheCertificate(Overlay overlay) {
        assertThat(overlay.configuration().get("DLRBRIDGE_DATABASE_URL"))
                .endsWith("?sslmode=verify-full&sslrootcert=/etc/dlr-bridge/database/ca.crt");
        String cluster = overlay.only(CustomResources.Cluster.class).metadata().getName();
        assertThat(List.of("dlr-bridge", "dlr-bridge-migrate")).allSatisfy(name -> {
            PodSpec pod = overlay.pods().get(name).getSpec();
            assertThat(pod.getContainers().get(0).getVolumeMounts()).anySatisfy(mount -> {
                assertThat(mount.getMountPath()).isEqualTo("/etc/dlr-bridge/database");
                assertThat(mount.getReadOnly()).isTrue();
                // By subPath it would not follow when the certificate is renewed.
                assertThat(mount.getSubPath()).isNull();
                assertThat(pod.getVolumes())
                        .filteredOn(volume -> volume.getName().equals(mount.getName()))
                        .singleElement()
                        .satisfies(volume -> {
                            assertThat(volume.getSecret().getSecretName()).isEqualTo(cluster + "-ca");
                            assertThat(volume.getSecret().getItems())
                                    .as("the authority's key is in the same secret")
                                    .extracting(KeyToPath::getKey)
                                    .containsExactly("ca.crt");
                        });
            });
        });
    }

    @ParameterizedTest
    @MethodSource("overlaysForProduction")
    void shouldHaveTheRoleOfTheReplicasMadeWithoutAnyRightOfItsOwn(Overlay overlay) {
        var cluster = overlay.only(CustomResources.Cluster.class).spec();

        assertThat(cluster.managed().roles()).singleElement().satisfies(role -> {
            assertThat(role.ensure()).isEqualTo(CustomResources.Presence.present);
            assertThat(role.login()).isTrue();
            assertThat(role.name()).isNotEqualTo(cluster.bootstrap().initdb().owner());
            assertThat(role.passwordSecret().name()).isEqualTo("dlr-bridge-database-service");
        });
        assertThat(secrets(overlay))
                .contains("dlr-bridge-database-service username", "dlr-bridge-database-service password");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldHoldNoSecret(Overlay overlay) {
        assertThat(overlay.all(Secret.class)).isEmpty();
        assertThat(overlay.configuration().keySet())
                .noneMatch(name -> name.matches(".*(TOKEN|PASSWORD|KEYSET|SECRET).*"));
    }

    @ParameterizedTest
    @MethodSource("overlaysForProduction")
    void shouldKeepThreeReplicasInDifferentZonesAndHaveConnectionsForAll(Overlay overlay) {
        HorizontalPodAutoscaler scaler = overlay.only(HorizontalPodAutoscaler.class);
        var cluster = overlay.only(CustomResources.Cluster.class).spec();

        assertThat(scaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(overlay.bridge().getMetadata().getName());
        assertThat(scaler.getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(overlay.bridge().getSpec().getReplicas())
                .as("the autoscaler's, not the file's")
                .isNull();
        assertThat(overlay.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
        assertThat(overlay.bridge().getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .anySatisfy(spread -> {
                    assertThat(spread.getTopologyKey()).isEqualTo("topology.kubernetes.io/zone");
                    assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
                    assertThat(spread.getNodeTaintsPolicy())
                            .as("a zone's outage must not keep what replaces it from running")
                            .isEqualTo("Honor");
                });
        int replicas = scaler.getSpec().getMaxReplicas()
                + overlay.bridge()
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntVal();
        assertThat(Integer.parseInt(cluster.postgresql().parameters().get("max_connections")) - OF_SUPERUSERS)
                .isGreaterThanOrEqualTo(replicas * Connections.ofOneReplica());
    }

    @ParameterizedTest
    @MethodSource("overlaysForProduction")
    void shouldLoseNoCommitWithAMachineAndKeepBackups(Overlay overlay) {
        var cluster = overlay.only(CustomResources.Cluster.class).spec();

        assertThat(cluster.instances()).isGreaterThanOrEqualTo(3);
        assertThat(cluster.postgresql().synchronous())
                .isEqualTo(new CustomResources.Synchronous(
                        CustomResources.Method.any, 1, CustomResources.DataDurability.required, true));
        assertThat(cluster.bootstrap().initdb().database()).isEqualTo("dlrbridge");
        String store =
                overlay.only(CustomResources.ObjectStore.class).metadata().getName();
        assertThat(cluster.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.isWALArchiver()).isTrue();
            assertThat(plugin.parameters()).containsEntry("barmanObjectName", store);
        });
        var backup = overlay.only(CustomResources.ScheduledBackup.class).spec();
        assertThat(backup.cluster().name()).isEqualTo("dlr-bridge-database");
        assertThat(backup.pluginConfiguration().name())
                .isEqualTo(cluster.plugins().get(0).name());
    }

    @ParameterizedTest
    @MethodSource("overlaysForProduction")
    void shouldBeScrapedByPrometheus(Overlay overlay) {
        assertThat(overlay.only(ServiceMonitor.class).getSpec().getEndpoints())
                .singleElement()
                .satisfies(endpoint -> {
                    assertThat(endpoint.getPort()).isEqualTo("management");
                    assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
                });
    }

    @Test
    void shouldRunOneReplicaAndAPlainPostgresInDevelopment() {
        Overlay dev = Overlay.named("dev");

        assertThat(dev.bridge().getSpec().getReplicas()).isEqualTo(1);
        assertThat(dev.all(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(dev.all(PodDisruptionBudget.class)).isEmpty();
        assertThat(dev.pods()).containsKeys("postgres", "dlr-bridge", "dlr-bridge-migrate");
    }

    @Test
    void shouldKeepEachCellApart() {
        Overlay production = Overlay.named("production");
        Overlay cell = Overlay.named("cell-eu");

        assertThat(cell.configuration().get("DLRBRIDGE_PUBLIC_URL"))
                .isNotEqualTo(production.configuration().get("DLRBRIDGE_PUBLIC_URL"));
        assertThat(cell.only(CustomResources.ObjectStore.class)
                        .spec()
                        .configuration()
                        .destinationPath())
                .isNotEqualTo(production
                        .only(CustomResources.ObjectStore.class)
                        .spec()
                        .configuration()
                        .destinationPath());
        assertThat(namespaces(cell)).doesNotContainAnyElementsOf(namespaces(production));
        assertThat(dashboard(cell))
                .contains("\"uid\": \"dlr-bridge--dlr-bridge-eu--\"", "\"DLR Bridge --dlr-bridge-eu--\"");
        assertThat(dashboard(production))
                .contains("\"uid\": \"dlr-bridge--dlr-bridge--\"", "\"DLR Bridge --dlr-bridge--\"");
        assertThat(secrets(production)).isEqualTo(secrets(cell));
    }

    private static String dashboard(Overlay overlay) {
        return overlay.all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals("dlr-bridge-dashboard"))
                .map(map -> map.getData().get("dlr-bridge-dashboard.json"))
                .collect(Collectors.joining());
    }

    /** The secrets that both ways of bringing them must make. */
    private static List<String> secrets(Overlay overlay) {
        return Stream.concat(
                        overlay.all(CustomResources.ExternalSecret.class).stream()
                                .flatMap(secret -> secret.spec().data().stream()
                                        .map(value -> secret.spec().target().name() + " " + value.secretKey())),
                        overlay.all(CustomResources.SealedSecret.class).stream()
                                .flatMap(secret -> secret.spec().encryptedData().keySet().stream()
                                        .map(key -> secret.spec()
                                                        .template()
                                                        .metadata()
                                                        .getName() + " " + key)))
                .sorted()
                .toList();
    }

    private static List<String> namespaces(Overlay overlay) {
        return overlay.documents().stream()
                .map(document -> document.at("/metadata/namespace").asText())
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .toList();
    }

    /** Rendered once. */
    private static final class Rendered {
        static final List<Overlay> ALL = Overlay.all();
    }
}
