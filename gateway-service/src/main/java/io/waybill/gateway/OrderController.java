package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows a merchant its orders, and cancels them. */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.ORDERS)
class OrderController {

    private final OrderReader reader;
    private final OrderLists lists;
    private final Cancel cancel;

    OrderController(OrderReader reader, OrderLists lists, Cancel cancel) {
        this.reader = reader;
        this.lists = lists;
        this.cancel = cancel;
    }

    @GetMapping("/{id}")
    OrderView one(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id) {
        return reader.find(caller.merchant(), parsed(id)).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Cancelled cancel(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id,
            HttpServletRequest request) throws IOException, InterruptedException {
        return new Cancelled(cancel.cancel(parsed(id), caller, OperatorReason.read(request).orElse(null)).code());
    }

    @GetMapping
    OrderPage list(@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestParam MultiValueMap<String, String> query) {
        return lists.find(caller.merchant(), SearchParameters.read(query));
    }

    private static UUID parsed(String id) {
        return OrderId.parse(id).orElseThrow(ProblemException::notFound);
    }
}
