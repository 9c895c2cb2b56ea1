package dev.dlrbridge.launch;

/** Whether this is the native executable, which has neither the embedded database nor the sandbox in it. */
public final class NativeImage {
    /**
     * Set by the builder, at whose run this class is initialised: what only the virtual machine does is then known to be
     * unreachable, and left out. See <a
     * href="https://www.graalvm.org/sdk/javadoc/org/graalvm/nativeimage/ImageInfo.html">ImageInfo</a>.
     */
    private static final boolean HERE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private NativeImage() {}

    public static boolean isHere() {
        return HERE;
    }
}
