package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;

/**
 * Kannel: the status is a bit, sometimes several; the SMSC's reply may hold an SMPP receipt that says more, see
 * <a href="https://www.kannel.org/download/kannel-userguide-snapshot/userguide.html">user guide, delivery reports</a>.
 */
final class KannelEntryReader implements EntryReader {
    /** Of several bits the first of these counts: what is final before what is not. */
    private static final int[] BITS = {1, 2, 16, 8, 4, 32};

    private static final int LONGEST_NUMBER = 9;

    private final ReportLayout layout;
    private final StatusTable statuses;
    private final Identity identity;

    KannelEntryReader(ReportLayout layout, StatusTable statuses, Identity identity) {
        this.layout = layout;
        this.statuses = statuses;
        this.identity = identity;
    }

    @Override
    public void read(Entry entry, ReadingBuilder reading) {
        String type = FieldText.clean(ReportLayout.first(layout.status(), entry));
        if (type == null) {
            reading.problem(Problem.STATUS_MISSING);
            return;
        }
        Meaning meaning = meaning(type);
        if (meaning == null) {
            reading.unknownStatus(EntryFields.of(layout, entry).report(identity, type, null, null, null));
        } else if (meaning.ignored()) {
            reading.ignored();
        } else {
            add(EntryFields.of(layout, entry), type, meaning.status(), reading);
        }
    }

    private Meaning meaning(String type) {
        int value = number(type);
        for (int bit : BITS) {
            if ((value & bit) != 0) {
                return statuses.find(Integer.toString(bit));
            }
        }
        return null;
    }

    /** Zero, which has no bit, for anything but a short decimal number. */
    private static int number(String type) {
        int value = 0;
        for (int at = 0; at < type.length(); at++) {
            char digit = type.charAt(at);
            if (digit < '0' || digit > '9' || type.length() > LONGEST_NUMBER) {
                return 0;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private void add(EntryFields fields, String type, Status byBit, ReadingBuilder reading) {
        SmppReceipt receipt = SmppReceipt.of(fields.errorText());
        Status status = byBit == Status.UNDELIVERED && receipt.isUnderWay() ? receipt.status() : byBit;
        if (status == Status.UNDELIVERED || status == Status.FAILED) {
            String errorCode = receipt.hasError() ? receipt.err() : fields.errorCode();
            reading.report(fields.report(identity, type, status, errorCode, fields.errorText()));
        } else {
            reading.report(fields.report(identity, type, status, null, null));
        }
    }
}
