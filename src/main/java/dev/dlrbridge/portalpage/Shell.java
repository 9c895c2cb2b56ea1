package dev.dlrbridge.portalpage;

/**
 * What stands around the page's parts.
 *
 * @param language of the page, as browsers name it
 * @param version of its files
 * @param token by which its parts are asked for; empty where there are none
 * @param script Bitrix24's own, where the portal is to be told that the installation is finished; empty elsewhere
 * @param first whether the page may change something: one that was loaded anew only shows
 */
public record Shell(String language, String version, String token, String script, boolean first) {}
