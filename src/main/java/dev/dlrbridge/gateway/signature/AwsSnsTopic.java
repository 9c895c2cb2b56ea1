package dev.dlrbridge.gateway.signature;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of Amazon SNS.
 *
 * @param arn its whole name, such as {@code arn:aws:sns:eu-central-1:123456789012:sms-events}
 * @param host the only one that its messages are signed for and its subscriptions confirmed at
 */
record AwsSnsTopic(String arn, String host) {
    private static final Pattern ARN = Pattern.compile(
            "arn:aws(-[a-z]+)*:sns:([a-z]{2}(?:-[a-z]{1,12}){1,3}-[0-9]{1,2}):[0-9]{12}:[A-Za-z0-9_.-]{1,256}");

    /** Throws IllegalArgumentException with a fixed text if it is none. */
    static AwsSnsTopic of(String text) {
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            throw new IllegalArgumentException("must be a topic like arn:aws:sns:eu-central-1:123456789012:sms-events");
        }
        String region = arn.group(2);
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return new AwsSnsTopic(text, "sns." + region + domain);
    }
}
