package dev.dlrbridge.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * The resources of operators that have no Java model: of each the fields that are used here, after <a
 * href="https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/">CloudNativePG</a>, <a
 * href="https://cloudnative-pg.io/plugin-barman-cloud/docs/">its plugin Barman Cloud</a>, <a
 * href="https://external-secrets.io/latest/api/externalsecret/">External Secrets</a>, <a
 * href="https://github.com/bitnami-labs/sealed-secrets">Sealed Secrets</a> and the <a
 * href="https://gateway-api.sigs.k8s.io/reference/spec/#httproute">Gateway API</a>.
 */
final class CustomResources {
    static final Map<String, Class<?>> TYPES = Map.of(
            "postgresql.cnpg.io/v1 Cluster", Cluster.class,
            "postgresql.cnpg.io/v1 ScheduledBackup", ScheduledBackup.class,
            "barmancloud.cnpg.io/v1 ObjectStore", ObjectStore.class,
            "external-secrets.io/v1 ExternalSecret", ExternalSecret.class,
            "bitnami.com/v1alpha1 SealedSecret", SealedSecret.class,
            "gateway.networking.k8s.io/v1 HTTPRoute", HttpRoute.class);

    private CustomResources() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            String imageName,
            Bootstrap bootstrap,
            Managed managed,
            PostgreSql postgresql,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            Affinity affinity,
            List<Plugin> plugins) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner) {}

    record Managed(List<ManagedRole> roles) {}

    record ManagedRole(String name, String comment, Presence ensure, boolean login, Named passwordSecret) {}

    enum Presence {
        present,
        absent
    }

    /** Parameters are text, numbers too. */
    record PostgreSql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(Method method, int number, DataDurability dataDurability, boolean failoverQuorum) {}

    enum Method {
        any,
        first
    }

    enum DataDurability {
        required,
        preferred
    }

    record Storage(String size) {}

    record Affinity(boolean enablePodAntiAffinity, String topologyKey, AntiAffinityType podAntiAffinityType) {}

    enum AntiAffinityType {
        required,
        preferred
    }

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {}

    record ScheduledBackupSpec(
            String schedule,
            boolean immediate,
            BackupOwner backupOwnerReference,
            Named cluster,
            BackupMethod method,
            Named pluginConfiguration) {}

    enum BackupOwner {
        none,
        self,
        cluster
    }

    enum BackupMethod {
        barmanObjectStore,
        volumeSnapshot,
        plugin
    }

    record Named(String name) {}

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {}

    record ObjectStoreSpec(String retentionPolicy, ObjectStoreConfiguration configuration) {}

    record ObjectStoreConfiguration(
            String destinationPath, S3Credentials s3Credentials, WriteAheadLog wal, BaseBackup data) {}

    record S3Credentials(SecretKey accessKeyId, SecretKey secretAccessKey) {}

    record SecretKey(String name, String key) {}

    record WriteAheadLog(Compression compression, int maxParallel) {}

    record BaseBackup(Compression compression) {}

    enum Compression {
        bzip2,
        gzip,
        lz4,
        snappy,
        xz,
        zstd
    }

    record ExternalSecret(String apiVersion, String kind, ObjectMeta metadata, ExternalSecretSpec spec) {}

    record ExternalSecretSpec(
            String refreshInterval, SecretStore secretStoreRef, Target target, List<ExternalSecretValue> data) {}

    record SecretStore(StoreKind kind, String name) {}

    enum StoreKind {
        SecretStore,
        ClusterSecretStore
    }

    record Target(String name, CreationPolicy creationPolicy, DeletionPolicy deletionPolicy, SecretTemplate template) {}

    record SecretTemplate(String type, ObjectMeta metadata) {}

    enum CreationPolicy {
        Owner,
        Orphan,
        Merge,
        None
    }

    enum DeletionPolicy {
        Delete,
        Merge,
        Retain
    }

    record ExternalSecretValue(String secretKey, RemoteValue remoteRef) {}

    record RemoteValue(String key, String property) {}

    record SealedSecret(String apiVersion, String kind, ObjectMeta metadata, SealedSecretSpec spec) {}

    record SealedSecretSpec(Map<String, String> encryptedData, SecretTemplate template) {}

    record HttpRoute(String apiVersion, String kind, ObjectMeta metadata, HttpRouteSpec spec) {}

    record HttpRouteSpec(List<Parent> parentRefs, List<String> hostnames, List<HttpRouteRule> rules) {}

    record Parent(String name, String namespace, String sectionName) {}

    record HttpRouteRule(List<HttpRouteMatch> matches, Timeouts timeouts, List<BackendRef> backendRefs) {}

    record HttpRouteMatch(PathMatch path) {}

    record PathMatch(PathMatchType type, String value) {}

    enum PathMatchType {
        Exact,
        PathPrefix
    }

    record Timeouts(String request) {}

    record BackendRef(String name, int port) {}
}
