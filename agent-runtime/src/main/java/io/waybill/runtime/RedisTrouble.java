package io.waybill.runtime;

import io.lettuce.core.RedisException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/** Says what Redis refuses in the words that services know. */
final class RedisTrouble {

    private static final LettuceExceptionConverter EXCEPTIONS = new LettuceExceptionConverter();

    private RedisTrouble() {}

    /** @throws DataAccessException when Redis can't be asked */
    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (RedisException e) {
            DataAccessException translated = EXCEPTIONS.convert(e);
            throw translated == null ? new RedisSystemException("Redis can't be asked", e) : translated;
        }
    }
}
