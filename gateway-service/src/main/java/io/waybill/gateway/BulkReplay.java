package io.waybill.gateway;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Replays what is parked for one reason, one by one, oldest first: what was replayed when this dies stays replayed. */
@Component
class BulkReplay {

    /** In one call, which then takes some seconds. */
    private static final int MOST = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(BulkReplay.class);

    private final ParkedLists lists;
    private final Replay replay;

    BulkReplay(ParkedLists lists, Replay replay) {
        this.lists = lists;
        this.replay = replay;
    }

    /**
     * One that can't be replayed doesn't keep the others. Only those that are parked now are replayed, each once: what is
     * parked again meanwhile waits for the next call.
     *
     * @throws RuntimeException when PostgreSQL or Redis can't be asked: how far it got, the list of what is parked shows
     */
    Replayed replay(ParkedFilter filter, Caller by, @Nullable String why) {
        int replayed = 0;
        List<UUID> oldest = lists.oldest(filter, MOST);
        for (UUID id : oldest) {
            replayed += isReplayed(id, by, why) ? 1 : 0;
        }
        return new Replayed(replayed, oldest.size() - replayed, lists.count(filter));
    }

    private boolean isReplayed(UUID id, Caller by, @Nullable String why) {
        try {
            replay.replay(id, by, why);
            return true;
        } catch (ProblemException e) {
            if (e.problem() == Problem.UNAVAILABLE) {
                throw e;
            }
            LOG.info("{} isn't replayed: {}", id, e.detail());
            return false;
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                throw e;
            }
            LOG.warn("{} can't be replayed: {}", id, e.toString());
            return false;
        }
    }
}
