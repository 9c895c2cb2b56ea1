package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Turns XML into the tree that pointers walk: an element is an object of its children, {@code @attribute}s and
 * {@code #text}, or just its text if it has nothing else; elements of one name are a list; the root also has its
 * {@code #name}. Names are without prefix.
 */
final class XmlBody {
    /** What an element's own text is called. */
    static final String TEXT = "#text";

    /** No report has one; the platform's parser writes to standard error when it is broken. */
    private static final String DOCUMENT_TYPE = "<!DOCTYPE";

    private static final int MAXIMUM_DEPTH = 64;

    private static final String NAMESPACE = "xmlns";

    /** Genuine reports have a few; the platform's parser compares each with all others of its element. */
    private static final int MOST_NAMESPACES = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final XMLInputFactory FACTORY = safeFactory();

    private XmlBody() {}

    /** The root element; null if it is no XML, has a document type, or more name spaces or levels than a report ever has. */
    static JsonNode parse(String text) {
        if (text.contains(DOCUMENT_TYPE) || hasTooManyNamespaces(text)) {
            return null;
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    return end(reader, element(reader, 1).put("#name", name));
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            // The platform's parser throws more than it declares on some broken input.
            return null;
        }
    }

    private static boolean hasTooManyNamespaces(String text) {
        int count = 0;
        for (int at = text.indexOf(NAMESPACE); at >= 0; at = text.indexOf(NAMESPACE, at + NAMESPACE.length())) {
            count++;
        }
        return count > MOST_NAMESPACES;
    }

    private static JsonNode end(XMLStreamReader reader, ObjectNode root) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    private static ObjectNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAXIMUM_DEPTH) {
            throw new XMLStreamException();
        }
        ObjectNode element = NODES.objectNode();
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            element.put('@' + reader.getAttributeLocalName(index), reader.getAttributeValue(index));
        }
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                add(element, reader.getLocalName(), simplified(element(reader, depth + 1)));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return element.put(TEXT, text.toString().strip());
    }

    private static JsonNode simplified(ObjectNode element) {
        return element.size() == 1 ? element.get(TEXT) : element;
    }

    private static void add(ObjectNode parent, String name, JsonNode child) {
        JsonNode present = parent.get(name);
        if (present == null) {
            parent.set(name, child);
        } else if (present instanceof ArrayNode list) {
            list.add(child);
        } else {
            parent.set(name, NODES.arrayNode().add(present).add(child));
        }
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
