package dev.dlrbridge.tenant.secret;

/**
 * A column of ciphertext that is encrypted anew after the keyset's primary key has changed. Whoever keeps one provides it
 * as a bean.
 *
 * @param rowId SQL expression of the text to which the encryption is bound beside table and column
 */
public record SealedColumn(String table, String column, String rowId) {
    /** As the API names it. */
    public String name() {
        return table + "." + column;
    }
}
