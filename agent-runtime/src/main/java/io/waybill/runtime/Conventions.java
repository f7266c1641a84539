package io.waybill.runtime;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What spans' attributes are called: as in OpenTelemetry's semantic conventions of {@link #VERSION}, and {@code waybill.*}
 * where those have no word.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/">Semantic conventions</a>
 */
public final class Conventions {

    static final String VERSION = "1.37.0";
    static final String SCHEMA = "https://opentelemetry.io/schemas/" + VERSION;

    /** What went wrong: an HTTP status, or the name of an exception's class. Never its message, which may quote a customer. */
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    public static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
    public static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    public static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
    public static final AttributeKey<String> URL_SCHEME = AttributeKey.stringKey("url.scheme");
    public static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");

    public static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    public static final AttributeKey<String> MESSAGING_OPERATION = AttributeKey.stringKey("messaging.operation.name");
    public static final AttributeKey<String> MESSAGING_TYPE = AttributeKey.stringKey("messaging.operation.type");
    public static final AttributeKey<String> MESSAGING_DESTINATION = AttributeKey
            .stringKey("messaging.destination.name");
    public static final AttributeKey<String> MESSAGING_PARTITION = AttributeKey
            .stringKey("messaging.destination.partition.id");
    static final AttributeKey<String> MESSAGING_GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    static final AttributeKey<String> MESSAGING_ID = AttributeKey.stringKey("messaging.message.id");
    /** Not among the conventions' names of systems yet, which allows others. */
    public static final String REDIS = "redis";

    public static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    public static final AttributeKey<String> DB_SUMMARY = AttributeKey.stringKey("db.query.summary");
    public static final String POSTGRESQL = "postgresql";

    static final AttributeKey<String> SERVICE_INSTANCE = AttributeKey.stringKey("service.instance.id");

    public static final AttributeKey<String> ORDER = AttributeKey.stringKey("waybill.order.id");
    public static final AttributeKey<Long> LIFE = AttributeKey.longKey("waybill.life");
    public static final AttributeKey<String> STATUS = AttributeKey.stringKey("waybill.status");
    public static final AttributeKey<String> REASON = AttributeKey.stringKey("waybill.reason");
    static final AttributeKey<String> AGENT = AttributeKey.stringKey("waybill.agent");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("waybill.outcome");
    static final AttributeKey<Long> TRY = AttributeKey.longKey("waybill.try");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("waybill.provider");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("waybill.operation");

    private Conventions() {}
}
