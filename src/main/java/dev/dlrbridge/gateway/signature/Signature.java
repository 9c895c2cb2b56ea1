package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.NotAuthentic;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** How one gateway proves its requests: of its schemes, each that the channel has the secrets of may do it. */
public record Signature(List<Way> ways) {

    /**
     * One scheme as the profile has set it up.
     *
     * @param accepted whether the channel takes what the scheme proves
     * @param fromSettings the options that channels decide
     */
    public record Way(String scheme, SignatureScheme check, Option<Boolean> accepted, List<Option<?>> fromSettings) {
        boolean hasSecrets(Set<String> given) {
            return given.containsAll(check.secretNames());
        }

        /** Why it can prove nothing with these settings; null if it can. */
        Reason obstacle(Map<String, String> settings) {
            for (Option<?> option : fromSettings) {
                if (option.error(settings) != null) {
                    return Reason.SETTING_MISSING;
                }
            }
            return accepted.in(settings) ? null : Reason.SIGNATURE_MISSING;
        }
    }

    public Signature {
        ways = List.copyOf(ways);
    }

    /** The names of the schemes. */
    public List<String> schemes() {
        return ways.stream().map(Way::scheme).toList();
    }

    /** The secrets of all schemes. */
    public Set<String> secretNames() {
        Set<String> names = new TreeSet<>();
        ways.forEach(way -> names.addAll(way.check().secretNames()));
        return names;
    }

    /** Whether no request can be checked without a secret. */
    public boolean needsSecrets() {
        return ways.stream().noneMatch(way -> way.check().secretNames().isEmpty());
    }

    /**
     * Those of the required secrets that are not given. Where several schemes have some, those of one are enough: of the
     * one that fewest are missing of, and of the first such.
     */
    public Set<String> missing(Set<String> given, Set<String> required) {
        Set<String> fewest = null;
        for (Way way : ways) {
            Set<String> needed = new TreeSet<>(way.check().secretNames());
            needed.retainAll(required);
            boolean isRequired = !needed.isEmpty();
            needed.removeAll(given);
            if (isRequired && (fewest == null || needed.size() < fewest.size())) {
                fewest = needed;
            }
        }
        return fewest == null ? Set.of() : fewest;
    }

    /** Authentic if one scheme says so, else the most telling refusal. */
    public Verdict verify(Callback callback, Trust trust) {
        Reason refusal = Reason.SECRET_MISSING;
        for (Way way : ways) {
            Verdict verdict = verify(way, callback, trust);
            if (!(verdict instanceof NotAuthentic refused)) {
                return verdict;
            }
            refusal = refused.reason().compareTo(refusal) > 0 ? refused.reason() : refusal;
        }
        return Verdict.refused(refusal);
    }

    private static Verdict verify(Way way, Callback callback, Trust trust) {
        if (!hasSecrets(way, trust.secrets())) {
            return Verdict.refused(Reason.SECRET_MISSING);
        }
        Reason obstacle = way.obstacle(trust.settings());
        return obstacle == null ? way.check().verify(callback, trust) : Verdict.refused(obstacle);
    }

    /** Those of the schemes that a channel with these settings may have proof by. */
    public Signature permittedBy(Map<String, String> settings) {
        return new Signature(
                ways.stream().filter(way -> way.obstacle(settings) == null).toList());
    }

    /**
     * What of an authentic request is proved: only what every scheme covers by which the channel's requests may be
     * proved, so that it does not depend on the request what is read of it.
     *
     * @param settings that permit all of the schemes
     */
    public Callback covered(Callback callback, Secrets secrets, Map<String, String> settings) {
        Callback covered = callback;
        for (Way way : ways) {
            if (hasSecrets(way, secrets)) {
                covered = way.check().covered(covered, settings);
            }
        }
        return covered;
    }

    private static boolean hasSecrets(Way way, Secrets secrets) {
        for (String name : way.check().secretNames()) {
            if (secrets.of(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells what is wrong with the secrets and settings of a channel, field and fixed text.
     *
     * @param secrets none of them empty
     */
    public void check(Map<String, String> secrets, Map<String, String> settings, BiConsumer<String, String> error) {
        Set<String> useless = new TreeSet<>(secrets.keySet());
        useless.retainAll(secretNames());
        for (Way way : ways) {
            if (way.hasSecrets(secrets.keySet())) {
                useless.removeAll(way.check().secretNames());
                checkWay(way, secrets, settings, error);
            }
        }
        for (Way way : ways) {
            Set<String> missing = new TreeSet<>(way.check().secretNames());
            if (missing.removeAll(useless)) {
                missing.removeAll(secrets.keySet());
                missing.forEach(name -> error.accept("secrets." + name, "is missing"));
            }
        }
    }

    private static void checkWay(
            Way way, Map<String, String> secrets, Map<String, String> settings, BiConsumer<String, String> error) {
        for (String name : way.check().secretNames()) {
            if (!way.check().accepts(secrets.get(name))) {
                error.accept("secrets." + name, "is not a key of the form that the signature needs");
            }
        }
        for (Option<?> option : way.fromSettings()) {
            String wrong = option.error(settings);
            if (wrong != null) {
                error.accept("settings." + option.setting(), wrong);
            }
        }
    }
}
