package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import java.util.List;
import java.util.function.Function;

/** Finds the entries of a request as the profile's shapes say: the first shape that fits counts. */
final class ProfileReader implements ReportReader {
    private final List<ShapeReader> shapes;

    ProfileReader(List<ReportShape> shapes, Function<ReportLayout, EntryReader> entries) {
        this.shapes = shapes.stream()
                .map(shape -> new ShapeReader(shape, entries.apply(shape.fields())))
                .toList();
    }

    @Override
    public Reading read(Callback callback) {
        if (callback.query().tooMany() || callback.form().tooMany()) {
            return new Reading.Unreadable(Problem.TOO_MANY_PARAMETERS);
        }
        String problem = null;
        for (ShapeReader shape : shapes) {
            ShapeReader.Found found = shape.find(callback);
            if (found.problem() == null && (shapes.size() == 1 || shape.fits(found))) {
                return shape.read(found.entries());
            }
            if (Problem.TOO_MANY_REPORTS.equals(found.problem())) {
                return new Reading.Unreadable(found.problem());
            }
            problem = problem == null ? found.problem() : problem;
        }
        return new Reading.Unreadable(problem == null ? Problem.SHAPE_UNKNOWN : problem);
    }
}
