package io.waybill.simulators;

/** One provider as seen through its HTTP API. */
interface Fake {

    Provider provider();

    /** Finds out what is asked for; changes nothing. */
    Visit receive(Call call);

    /** An error of the provider's own shape: what {@code status} faults answer. */
    Answer error(int status);
}
