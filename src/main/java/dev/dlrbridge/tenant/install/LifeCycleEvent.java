package dev.dlrbridge.tenant.install;

/**
 * Something that happened to an application on a portal, as a post claims.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/common/events/index.html">Events</a>
 */
sealed interface LifeCycleEvent {

    /** {@code ONAPPINSTALL} or {@code ONAPPUPDATE}: both bring a token pair, after both the portal is set up. */
    record Installed(InstallClaim claim) implements LifeCycleEvent {}

    /**
     * {@code ONAPPUNINSTALL}; never printed.
     *
     * @param applicationToken the only proof, since the tokens are dead by now
     * @param clean whether the portal's data is to go
     */
    record Uninstalled(String clientId, String memberId, String applicationToken, boolean clean)
            implements LifeCycleEvent {
        @Override
        public String toString() {
            return "Uninstalled[clientId=" + clientId + ", clean=" + clean + "]";
        }
    }

    /** {@code ONAPPPAYMENT}: it comes without proof, and is no more than a hint. */
    record Paid(String clientId, String memberId) implements LifeCycleEvent {}

    /** One that is of no concern here. */
    record Other() implements LifeCycleEvent {}
}
