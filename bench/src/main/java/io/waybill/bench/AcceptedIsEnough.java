package io.waybill.bench;

import java.io.IOException;

/** A client to whom an order is over once it's accepted. */
record AcceptedIsEnough(Gateway gateway) implements Target {

    @Override
    public Ending place(Wish wish, Runnable accepted) throws InterruptedException {
        try {
            int status = gateway.order(wish).statusCode();
            return status == 202 ? Ending.COMPLETED : Ending.refused(status);
        } catch (IOException _) {
            return Ending.NO_ANSWER;
        }
    }
}
