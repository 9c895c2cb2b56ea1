/** What a metric is: each room names its own, and the documentation is made of all of them. */
package dev.dlrbridge.metric;
