package io.waybill.runtime;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/** A Lua script from the class path; Redis runs each call as one step that nothing can come between. */
enum Script {

    ACCEPT,
    ADVANCE,
    ACKNOWLEDGE,
    MEND,
    PARK,
    REPLAY,
    DISCARD,
    SIGN,
    INHERIT,
    HANDOVER,
    BURY,
    TRIP,
    PROBE,
    RECOVER,
    WITHDRAW,
    WAIT;

    private final String source;
    private final String digest;

    Script() {
        this.source = read("/lua/" + name().toLowerCase(Locale.ROOT) + ".lua");
        this.digest = sha1(source);
    }

    /** @return the script's own number; what it means is in the script's header */
    long call(Redis redis, String[] keys, String... arguments) {
        try {
            return Redis.await(redis.commands().<Long>evalsha(digest, ScriptOutputType.INTEGER, keys, arguments));
        } catch (RedisNoScriptException _) {
            return Redis.await(redis.commands().<Long>eval(source, ScriptOutputType.INTEGER, keys, arguments));
        }
    }

    /** The same for a script that returns a list. */
    List<Object> list(Redis redis, String[] keys, String... arguments) {
        try {
            return Redis.await(redis.commands().<List<Object>>evalsha(digest, ScriptOutputType.MULTI, keys, arguments));
        } catch (RedisNoScriptException _) {
            return Redis.await(redis.commands().<List<Object>>eval(source, ScriptOutputType.MULTI, keys, arguments));
        }
    }

    /** Sends the call and returns at once; the answer is waited for when it's asked for. */
    Supplier<Long> send(Redis redis, String[] keys, String... arguments) {
        RedisFuture<Long> sent = redis.commands().evalsha(digest, ScriptOutputType.INTEGER, keys, arguments);
        return () -> {
            try {
                return Redis.await(sent);
            } catch (RedisNoScriptException _) {
                return call(redis, keys, arguments);
            }
        };
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
