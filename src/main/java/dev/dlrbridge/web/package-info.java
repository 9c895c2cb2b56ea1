/**
 * What the bridge's pages have in common, whoever looks at them: their files, how values are written, and charts of figures.
 */
package dev.dlrbridge.web;
