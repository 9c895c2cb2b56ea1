/** What users of portals are told in Bitrix24 itself, of what, and the administrators who are told of parkings. */
package dev.dlrbridge.tenant.notification;
