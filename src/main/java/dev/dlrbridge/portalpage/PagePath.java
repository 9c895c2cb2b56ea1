package dev.dlrbridge.portalpage;

/** Where the parts of the page are; the page itself is below {@code /bitrix24/install} and {@code /bitrix24/app}. */
final class PagePath {
    static final String PAGE = "/bitrix24/page";
    static final String BELOW = PAGE + "/";

    private PagePath() {}
}
