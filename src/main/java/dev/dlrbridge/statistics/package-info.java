/**
 * Figures by hour, made in the background of the history that is stored anyway. Owns {@code statistic} and
 * {@code statistic_progress}; reads journal's and tenant's tables in one joined statement.
 */
package dev.dlrbridge.statistics;
