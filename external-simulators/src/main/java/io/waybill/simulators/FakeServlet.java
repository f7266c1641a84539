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

    FakeServlet(Fake fake, Conditions conditions, Load load) {
        this.fake = fake;
        this.conditions = conditions;
        this.load = load;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var delivery = new Delivery(request, response);
        try {
            switch (fake.receive(Call.of(request))) {
                case Visit.Unknown(var answer) -> delivery.send(answer);
                case Visit.Known(var operation, var work) -> count(operation, work, delivery);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            delivery.drop();
        }
    }

    private void count(Operation operation, Visit.Work work, Delivery delivery)
            throws IOException, InterruptedException {
        load.begins(operation);
        try {
            play(work, conditions.turn(fake, operation), delivery);
        } finally {
            load.ends(operation);
        }
    }

    private void play(Visit.Work work, Turn turn, Delivery delivery) throws IOException, InterruptedException {
        switch (turn.fault().mischief()) {
            case Mischief.Refuse refuse -> {
                turn.beforeAnswer();
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
