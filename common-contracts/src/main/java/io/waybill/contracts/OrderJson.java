package io.waybill.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order as JSON (RFC 8259). From a merchant it's read strictly: unknown and doubled properties, wrong types, integers
 * that don't fit, NaN and anything behind the document are refused with a JSON pointer. What Waybill wrote itself is read
 * back as it is.
 */
public final class OrderJson {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OrderJson() {}

    /**
     * Reads what a merchant sent.
     *
     * @throws InvalidOrderException with everything that is wrong
     */
    public static Order read(byte[] document, UUID id, String merchant) {
        JsonNode root = parse(document);
        var cardData = new ArrayList<Violation>();
        CardData.find(root, "", cardData);
        refuseIfAny(InvalidOrderException.Kind.CARD_DATA, cardData);

        var violations = new ArrayList<Violation>();
        Order order = order(new JsonFields(root, "", violations), id, merchant);
        refuseIfAny(InvalidOrderException.Kind.SHAPE, violations);
        return order;
    }

    /** The inverse of {@link #readBack}. */
    public static String write(Order order) {
        return JSON.writeValueAsString(order);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it's something else
     */
    public static Order readBack(String json) {
        try {
            return JSON.readValue(json, Order.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an order: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parse(byte[] document) {
        try {
            JsonNode root = JSON.readTree(document);
            if (root.isMissingNode()) {
                throw malformed("the document is empty; send an order as JSON");
            }
            return root;
        } catch (JacksonException e) {
            var where = e.getLocation();
            String detail = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
            throw malformed("line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), detail));
        }
    }

    private static InvalidOrderException malformed(String detail) {
        return new InvalidOrderException(InvalidOrderException.Kind.MALFORMED, List.of(new Violation("", detail)));
    }

    private static Order order(JsonFields fields, UUID id, String merchant) {
        var order = new Order(id, merchant, fields.text("reference"),
                fields.text("currency", CURRENCY.asMatchPredicate(), "must be an ISO 4217 code such as \"USD\""),
                customer(fields.object("customer")), address(fields.object("shipTo")),
                fields.list("lines", OrderJson::line), fields.text("paymentMethod"));
        fields.nothingElse();
        return order;
    }

    private static Customer customer(JsonFields fields) {
        var customer = new Customer(fields.text("id"), fields.optionalText("name"),
                fields.text("email", EMAIL.asMatchPredicate(), "must be an e-mail address"));
        fields.nothingElse();
        return customer;
    }

    private static Address address(JsonFields fields) {
        var address = new Address(fields.optionalText("name"), fields.optionalText("street"),
                fields.optionalText("city"), fields.optionalText("postalCode"),
                fields.text("country", COUNTRY.asMatchPredicate(), "must be an ISO 3166 code such as \"GB\""));
        fields.nothingElse();
        return address;
    }

    private static Line line(JsonFields fields) {
        var line = new Line(fields.text("sku"), fields.optionalText("description"), fields.integer("quantity"),
                fields.integer("unitPrice"));
        fields.nothingElse();
        return line;
    }

    private static void refuseIfAny(InvalidOrderException.Kind kind, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidOrderException(kind, violations);
        }
    }
}
