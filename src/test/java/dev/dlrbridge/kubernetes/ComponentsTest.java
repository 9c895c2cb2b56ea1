package dev.dlrbridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dlrbridge.kubernetes.CustomResources.HttpRoute;
import dev.dlrbridge.kubernetes.CustomResources.HttpRouteRule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a component that no overlay of ours has adds to one of an operator's. */
class ComponentsTest {
    private static final Path OWN = Path.of("target", "overlays");

    @BeforeAll
    static void needsAProgramThatRenders() {
        assumeTrue(Kustomize.isPresent(), "Components are not checked: there is neither kubectl nor kustomize here");
    }

    @Test
    void shouldMountOwnProfilesWhereTheBridgeReadsThem() throws IOException {
        Overlay overlay = with("gateway-profiles", """
                configMapGenerator:
                  - name: dlr-bridge-gateways
                    files:
                      - acme.yaml
                """);

        String directory = overlay.configuration().get("DLRBRIDGE_GATEWAYS_DIRECTORY");
        String mounted = overlay.container().getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(directory))
                .findFirst()
                .orElseThrow()
                .getName();
        Volume volume = overlay.bridge().getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(candidate -> candidate.getName().equals(mounted))
                .findFirst()
                .orElseThrow();
        assertThat(overlay.all(ConfigMap.class))
                .filteredOn(map ->
                        map.getMetadata().getName().equals(volume.getConfigMap().getName()))
                .singleElement()
                .satisfies(map -> assertThat(map.getData()).containsOnlyKeys("acme.yaml"));
    }

    @Test
    void shouldRouteCallbacksAndEventsOnlyWhereAGatewayTakesTheIngressesPlace() throws IOException {
        Overlay overlay = with("gateway-api", "");

        assertThat(overlay.all(Ingress.class)).isEmpty();
        HttpRouteRule rule = overlay.only(HttpRoute.class).spec().rules().get(0);
        assertThat(overlay.only(HttpRoute.class).spec().rules()).hasSize(1);
        assertThat(rule.matches())
                .extracting(match -> match.path().value())
                .containsExactlyInAnyOrder("/dlr", "/bitrix24");
        assertThat(rule.backendRefs())
                .singleElement()
                .satisfies(backend -> assertThat(overlay.all(Service.class))
                        .filteredOn(service -> service.getMetadata().getName().equals(backend.name()))
                        .singleElement()
                        .satisfies(service -> assertThat(service.getSpec().getPorts())
                                .anySatisfy(port -> assertThat(port.getPort() + port.getName())
                                        .isEqualTo(backend.port() + "http"))));
        String namespace =
                overlay.only(HttpRoute.class).spec().parentRefs().get(0).namespace();
        assertThat(overlay.only(NetworkPolicy.class)
                        .getSpec()
                        .getIngress()
                        .get(0)
                        .getFrom()
                        .get(0)
                        .getNamespaceSelector()
                        .getMatchLabels())
                .containsEntry("kubernetes.io/metadata.name", namespace);
    }

    private static Overlay with(String component, String more) throws IOException {
        Path directory = Files.createDirectories(OWN.resolve(component));
        Files.writeString(directory.resolve("acme.yaml"), "title: Acme SMS\n");
        Files.writeString(directory.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - ../../../k8s/base
                components:
                  - ../../../k8s/components/%s
                """.formatted(component) + more);
        return Overlay.render(directory);
    }
}
