package dev.dlrbridge.tenant;

import java.util.Locale;

/** Why a portal's rows are removed. */
public enum ErasureCause {
    /** An operator has deleted it. */
    OPERATOR,
    /** Its administrator has removed the application, and wants the data gone. */
    UNINSTALL;

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
