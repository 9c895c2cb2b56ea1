/** What Bitrix24 tells of an application's life on a portal: installation, update, payment, removal. */
package dev.dlrbridge.tenant.install;
