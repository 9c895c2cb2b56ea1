/**
 * What an install makes by itself: an application's template, and the channels that come of it. Owns {@code template}.
 */
package dev.dlrbridge.tenant.template;
