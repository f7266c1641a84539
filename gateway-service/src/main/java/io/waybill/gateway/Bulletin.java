package io.waybill.gateway;

import java.util.List;

/** What a listener is told at once; when that is nothing, it hears that the gateway is still there. */
record Bulletin(List<Message> messages, Next next) {

    static final Bulletin SILENCE = new Bulletin(List.of(), Next.MORE);
    static final Bulletin GO_ELSEWHERE = new Bulletin(List.of(), Next.ELSEWHERE);

    /** What comes behind it. */
    enum Next {
        /** The order goes on. */
        MORE,
        /** The gateway stops, which says nothing of the order. */
        ELSEWHERE,
        /** Nothing, ever: the order has settled, and all is told. */
        NOTHING
    }

    /**
     * One event as a client gets it.
     *
     * @param id the ledger's number of the latest event that the client knows with it; 0 as long as there is none
     * @param data to be written as JSON
     */
    record Message(long id, String event, Object data) {

        static Message of(EventQueries.NewStep step) {
            return new Message(step.number(), "step", step.step());
        }

        static Message of(EventQueries.Story story) {
            return new Message(story.last(), "status", story.standing());
        }
    }

    Bulletin {
        messages = List.copyOf(messages);
    }

    /** Whether a client that asks now needn't ask again. */
    boolean isVain() {
        return messages.isEmpty() && next == Next.NOTHING;
    }
}
