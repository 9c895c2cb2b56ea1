package dev.dlrbridge.gateway.profile;

import java.util.List;
import java.util.stream.Collectors;

/** Profiles that must be mended first; the message lists every error, one a line. */
public final class InvalidProfilesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<ProfileError> errors;

    InvalidProfilesException(List<ProfileError> errors) {
        super(errors.stream().map(ProfileError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    static void throwIfAny(List<ProfileError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidProfilesException(errors);
        }
    }

    public List<ProfileError> errors() {
        return errors;
    }
}
