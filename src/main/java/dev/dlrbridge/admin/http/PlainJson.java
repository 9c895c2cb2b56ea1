package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Reads no value as another one than its writer meant: times and durations are texts, never numbers, of which Jackson
 * takes those that are too large for none; and half a character, which would be stored as a question mark, is refused.
 */
@Singleton
class PlainJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule()
                .addDeserializer(String.class, new WholeCharacters())
                .addDeserializer(Instant.class, new OfText<>(Instant.class, QueryValues::time))
                .addDeserializer(Duration.class, new OfText<>(Duration.class, Duration::parse)));
    }

    /** After Jackson's own module for times. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static final class WholeCharacters extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        WholeCharacters() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            boolean whole = text == null
                    || text.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE);
            return whole ? text : (String) context.handleWeirdStringValue(String.class, "", "half a character");
        }
    }

    private static final class OfText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        OfText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked") // the handler gives the type it was asked for
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException | ArithmeticException noSuchTime) {
                return (T) context.handleWeirdStringValue(handledType(), "", "has not its form");
            }
        }
    }
}
