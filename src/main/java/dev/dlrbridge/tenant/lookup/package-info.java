/** What leads from an id that is printed somewhere to its portal. Reads tenant's tables; uses the small rooms. */
package dev.dlrbridge.tenant.lookup;
