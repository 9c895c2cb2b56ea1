package dev.dlrbridge.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the bridge's network policy permits. */
final class Network {
    private final NetworkPolicy policy;

    Network(Overlay overlay) {
        policy = overlay.all(NetworkPolicy.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals("dlr-bridge"))
                .findFirst()
                .orElseThrow();
        if (!policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))) {
            throw new AssertionError("the policy leaves a direction open");
        }
    }

    Map<String, String> selector() {
        return policy.getSpec().getPodSelector().getMatchLabels();
    }

    /** Whether a connection to an address, not to a pod, is let through. */
    boolean mayCall(String address, int port) {
        return policy.getSpec().getEgress().stream()
                .filter(rule -> rule.getPorts().isEmpty()
                        || rule.getPorts().stream()
                                .anyMatch(allowed -> allowed.getPort().getIntVal() == port))
                .flatMap(rule -> rule.getTo().stream())
                .map(NetworkPolicyPeer::getIpBlock)
                .anyMatch(block -> block != null && contains(block, address));
    }

    /** Protocols and ports that may be called in a namespace. */
    List<String> portsTo(String namespace) {
        return egress(peer -> peer.getNamespaceSelector() != null
                        && peer.getNamespaceSelector().getMatchLabels().containsValue(namespace))
                .toList();
    }

    /** The same for pods of the own namespace. */
    List<String> portsToPods() {
        return egress(peer -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
                .toList();
    }

    /** Who may call a port. */
    List<String> callers(String port) {
        return policy.getSpec().getIngress().stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(allowed -> port.equals(allowed.getPort().getStrVal())))
                .flatMap(rule -> rule.getFrom().stream())
                .map(Network::named)
                .toList();
    }

    private static String named(NetworkPolicyPeer peer) {
        return peer.getNamespaceSelector() == null
                ? "pods " + peer.getPodSelector().getMatchLabels()
                : "namespace " + peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
    }

    private Stream<String> egress(java.util.function.Predicate<NetworkPolicyPeer> which) {
        return policy.getSpec().getEgress().stream()
                .filter(rule -> rule.getTo().stream().anyMatch(which))
                .map(NetworkPolicyEgressRule::getPorts)
                .flatMap(List::stream)
                .map(Network::named);
    }

    private static String named(NetworkPolicyPort port) {
        return port.getProtocol() + " " + port.getPort().getValue();
    }

    private static boolean contains(IPBlock block, String address) {
        return contains(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(except -> contains(except, address));
    }

    private static boolean contains(String network, String address) {
        String[] parts = network.split("/");
        byte[] first = bytes(parts[0]);
        byte[] other = bytes(address);
        int hostBits = first.length * 8 - Integer.parseInt(parts[1]);
        return first.length == other.length
                && new BigInteger(1, first).shiftRight(hostBits).equals(new BigInteger(1, other).shiftRight(hostBits));
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
