package dev.dlrbridge.admin.http;

/** An address names something that there is not. */
public final class UnknownThingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what one of the API's own words, such as {@code portal} */
    public UnknownThingException(String what) {
        super("unknown " + what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
