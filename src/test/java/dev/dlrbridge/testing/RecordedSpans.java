package dev.dlrbridge.testing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The spans that ended while they were recorded. */
@Singleton
public class RecordedSpans implements SpanExporter {
    private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();
    private volatile boolean recording;

    public void record() {
        recording = true;
    }

    public void forget() {
        recording = false;
        spans.clear();
    }

    public List<SpanData> all() {
        return List.copyOf(spans);
    }

    /** All that each of them says. */
    public List<String> texts() {
        return spans.stream().map(Object::toString).toList();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        if (recording) {
            spans.addAll(ended);
        }
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
