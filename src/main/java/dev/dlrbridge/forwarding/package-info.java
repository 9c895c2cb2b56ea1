/**
 * The way of statuses to the portals: lanes, leases, budgets, calls, and what each answer leads to. Owns {@code lane}; uses
 * journal, tenant and bitrix24.
 *
 * <p>A lane's lease comes with what its portals' plan permits, {@code portal.request_limit}, in one joined statement for
 * all lanes.
 */
package dev.dlrbridge.forwarding;
