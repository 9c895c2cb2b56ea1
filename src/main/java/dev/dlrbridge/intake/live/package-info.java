/**
 * What arrives at a channel, for whoever watches it at this moment, on whatever replica it arrives. Nothing of it is stored,
 * and while nobody watches nothing is made. Uses {@code database} to tell the other replicas.
 */
package dev.dlrbridge.intake.live;
