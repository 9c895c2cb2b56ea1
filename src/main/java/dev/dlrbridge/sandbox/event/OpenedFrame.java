package dev.dlrbridge.sandbox.event;

import java.util.Map;

/**
 * A page of the application in a frame of the portal.
 *
 * @param url what the fields are posted to
 * @param name of the frame's window, by which Bitrix24's script in it knows where it is
 * @param init what the portal answers to that script's {@code getInitData}
 * @see <a href="https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-functions/bx24-init.html">BX24.init</a>
 */
public record OpenedFrame(String url, Map<String, Object> fields, String name, Map<String, Object> init) {
    @Override
    public String toString() {
        return "OpenedFrame[" + name + "]";
    }
}
