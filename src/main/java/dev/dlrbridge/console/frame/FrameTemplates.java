package dev.dlrbridge.console.frame;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages that belong to no subject. */
@CheckedTemplate(basePath = "console")
final class FrameTemplates {
    private FrameTemplates() {}

    /**
     * @param text key of what is said
     * @param fields what is wrong with which; empty when no field is to blame
     */
    static native TemplateInstance refusal(Frame frame, String text, String fields);
}
