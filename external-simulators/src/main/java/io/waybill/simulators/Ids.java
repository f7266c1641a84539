package io.waybill.simulators;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** New ids in the providers' style: a prefix and 24 letters and digits. */
@Component
final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    String next(String prefix) {
        return next(prefix, 24);
    }

    String next(String prefix, int length) {
        var random = ThreadLocalRandom.current();
        var id = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
