package io.waybill.faults;

/** A fault of the providers', who keep count: so it's known how many messages may have been sent again. */
abstract class ProviderTrouble implements Fault {

    private long unheard;

    /** All providers are well again. */
    final void mend(Scene scene) {
        Struck struck = scene.site().providers().mend();
        scene.fired(struck.times());
        unheard += struck.unheardMessages();
    }

    @Override
    public long messagesUnheard(Scene scene) {
        return unheard;
    }
}
