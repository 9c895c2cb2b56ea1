/**
 * What the pages say: English here, each other language in a file beside the templates. To add one: copy the files
 * {@code messages/*_ru.properties}, translate them, and name the language in {@code quarkus.locales}.
 */
package dev.dlrbridge.console.text;
