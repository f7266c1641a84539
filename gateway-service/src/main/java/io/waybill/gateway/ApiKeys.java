package io.waybill.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows API keys by their hash. A key that was added or revoked is noticed within {@link #REMEMBERED}. */
@Component
final class ApiKeys {

    static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 10_000;

    private static final String FIND = """
            select merchant, scopes
            from api_key
            where hash = :hash and revoked_at is null
            """;

    private static final String ADD = """
            insert into api_key (hash, merchant, scopes)
            values (:hash, :merchant, :scopes)
            on conflict (hash) do nothing
            """;

    private final JdbcClient ledger;
    /** By hash, so that no key lies about in memory; unknown ones too, so that guessing doesn't reach the ledger. */
    private final Cache<String, Optional<Caller>> known = Caffeine.newBuilder().expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED).build();

    ApiKeys(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /** @throws org.springframework.dao.DataAccessException when the ledger can't be asked */
    Optional<Caller> find(String key) {
        byte[] hash = sha256(key);
        String name = HexFormat.of().formatHex(hash);
        Optional<Caller> remembered = known.getIfPresent(name);
        if (remembered != null) {
            return remembered;
        }
        Optional<Caller> found = ledger.sql(FIND).param("hash", hash).query(ApiKeys::caller).optional();
        known.put(name, found);
        return found;
    }

    /** Changes nothing when the key is there, also when it has been revoked. */
    void add(String key, Caller caller) {
        String[] scopes = caller.scopes().stream().map(Scope::code).toArray(String[]::new);
        ledger.sql(ADD).param("hash", sha256(key)).param("merchant", caller.merchant()).param("scopes", scopes)
                .update();
    }

    private static Caller caller(ResultSet row, int number) throws SQLException {
        var scopes = (String[]) row.getArray("scopes").getArray();
        return new Caller(row.getString("merchant"),
                Arrays.stream(scopes).map(Scope::of).collect(Collectors.toSet()));
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
