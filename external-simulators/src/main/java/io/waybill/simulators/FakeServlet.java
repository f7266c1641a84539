package io.waybill.simulators;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One request's life: read, recognised, maybe hindered, performed, answered or not. */
final class FakeServlet extends HttpServlet {

    private final transient Fake fake;
    private final transient Conditions conditions;
    private final transient Load load;
    private final transient Comebacks comebacks;

    FakeServlet(Fake fake, Conditions conditions, Load load, Comebacks comebacks) {
        this.fake = fake;
        this.conditions = conditions;
        this.load = load;
        this.comebacks = comebacks;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var delivery = new Delivery(request, response);
        try {
            var call = Call.of(request);
            switch (fake.receive(call)) {
                case Visit.Unknown(var answer) -> delivery.send(answer);
                case Visit.Known(var operation, var work) -> count(call, operation, work, delivery);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            delivery.drop();
        }
    }

    private void count(Call call, Operation operation, Visit.Work work, Delivery delivery)
            throws IOException, InterruptedException {
        var begun = load.begins(operation);
        comebacks.arrived(call);
        try {
            play(call, work, conditions.turn(fake, operation), delivery);
        } finally {
            load.ends(operation, begun);
        }
    }

    private void play(Call call, Visit.Work work, Turn turn, Delivery delivery)
            throws IOException, InterruptedException {
        switch (turn.fault().mischief()) {
            case Mischief.Refuse refuse -> {
                turn.beforeAnswer();
                if (refuse.retryAfter() != null) {
                    comebacks.told(call, refuse.retryAfter());
                }
                delivery.send(refuse.decorate(fake.error(refuse.status())));
            }
            case Mischief.Hang hang -> {
                turn.fault().awaitRemoval(hang.atMost());
                delivery.drop();
            }
            case Mischief.KeyInUse _ -> {
                turn.whenBegun(() -> delivery.sendAndHangUp(fake.error(409)));
                delivery.sendUnlessSent(perform(work, turn));
            }
            case Mischief.Late _,Mischief.ErrorAfterEffect _,Mischief.SavedError _ ->
                delivery.send(perform(work, turn));
            case Mischief.DropAnswer _ -> {
                perform(work, turn);
                delivery.drop();
            }
            case Mischief.Malformed _ -> delivery.sendMalformed(perform(work, turn));
            case Mischief.Oversized _ -> delivery.sendOversized(perform(work, turn));
        }
    }

    private static Answer perform(Visit.Work work, Turn turn) throws InterruptedException {
        var answer = work.perform(turn);
        turn.beforeAnswer();
        return answer;
    }
}
