/**
 * Applications, portals and channels, their secrets, and the renewal of their tokens. Uses bitrix24 and the small rooms.
 *
 * <p>Each column of {@code portal} has one writer beside the install, which begins all of them anew: {@code Parking} the
 * state, {@code TokenStore} the pair and its claim, {@code SetUpQueue} when it is to be set up, {@code Portals} the rest.
 */
package dev.dlrbridge.tenant;
