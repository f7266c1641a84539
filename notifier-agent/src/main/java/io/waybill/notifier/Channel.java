package io.waybill.notifier;

/** A way to tell somebody that an order completed. */
interface Channel {

    /** As the table knows it. */
    String name();

    /**
     * Sends once, without trying again; ends soon when the thread is interrupted.
     *
     * @return the provider's id of the message, empty when it gave none
     * @throws io.waybill.runtime.PermanentFailureException when the provider will never take it as it is
     * @throws Exception for anything technical; then the message may have been sent all the same
     */
    String send(Confirmation confirmation) throws Exception;
}
