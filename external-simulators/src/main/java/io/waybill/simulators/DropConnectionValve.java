package io.waybill.simulators;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Cuts the connection of a request that is marked so. The servlet API has no word for it, Tomcat's inside has. */
final class DropConnectionValve extends ValveBase {

    static final String DROP = "io.waybill.simulators.drop";

    DropConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(DROP) != null) {
            response.setSuspended(true); // or the head would still be written at the end of the request
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
