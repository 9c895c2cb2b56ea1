package dev.dlrbridge.gateway.reading;

/** Fixed texts for what could not be read; they never hold content. */
public final class Problem {
    static final String BODY_EMPTY = "body is empty";
    static final String BODY_NOT_JSON = "body is not JSON";
    static final String BODY_NOT_XML = "body is not XML";
    static final String BODY_NOT_OBJECT = "body is not a JSON object";
    static final String ENTRY_INCOMPLETE = "entry is incomplete";
    static final String ENTRY_NOT_OBJECT = "entry is not a JSON object";
    static final String LIST_MISSING = "list of reports is missing";
    static final String SHAPE_UNKNOWN = "no shape of the profile fits";
    static final String STATUS_MISSING = "status missing";
    static final String STATUS_UNKNOWN = "unknown status";
    static final String TOO_MANY_REPORTS = "too many reports";
    static final String TOO_MANY_PARAMETERS = "too many parameters";

    private Problem() {}
}
