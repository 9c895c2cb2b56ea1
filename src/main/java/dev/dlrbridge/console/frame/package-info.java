/**
 * What all pages of the console have in common: who looks at them and in which language, what surrounds them, their files,
 * and what guards their forms.
 */
package dev.dlrbridge.console.frame;
