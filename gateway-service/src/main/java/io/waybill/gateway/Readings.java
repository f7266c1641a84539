package io.waybill.gateway;

import java.util.List;

/** Where readings come from. */
interface Readings {

    /** @throws RuntimeException when nothing can be read: then nothing is known any more */
    List<Reading> look();
}
