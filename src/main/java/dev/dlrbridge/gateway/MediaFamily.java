package dev.dlrbridge.gateway;

import java.util.Set;

/** One name for all media types that are read in one way. */
final class MediaFamily {
    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", MultipartForm.MEDIA_TYPE);

    private MediaFamily() {}

    /** @param mediaType in lower case, without parameters */
    static String of(String mediaType) {
        if (FORMS.contains(mediaType)) {
            return "form";
        }
        String subtype = mediaType.substring(mediaType.indexOf('/') + 1);
        String kind = subtype.substring(subtype.lastIndexOf('+') + 1);
        return kind.equals("json") || kind.equals("xml") ? kind : mediaType;
    }
}
