package io.waybill.faults;

import java.sql.SQLException;

/** A fault of the providers', who keep count: so it's better known how many messages may have been sent again. */
abstract class ProviderTrouble implements Fault {

    private Struck all = Struck.NEVER;

    /** All providers are well again. */
    final void mend(Scene scene) {
        Struck struck = scene.site().providers().mend();
        scene.fired(struck.times());
        all = all.and(struck);
    }

    /** Of the tries that failed, those that no fault explains got no answer in time: they may have sent two messages each. */
    @Override
    public long messagesUnheard(Scene scene) throws SQLException {
        long failed = scene.site().books().messagesTriedAgain(scene.begun());
        long unexplained = Math.max(0, failed - all.unheardMessages() - all.refusedMessages());
        return 2 * unexplained + all.unheardMessages();
    }
}
