package io.waybill.gateway;

import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows a merchant its orders. */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.ORDERS)
class OrderController {

    private final OrderReader reader;
    private final OrderLists lists;

    OrderController(OrderReader reader, OrderLists lists) {
        this.reader = reader;
        this.lists = lists;
    }

    @GetMapping("/{id}")
    OrderView one(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id) {
        UUID order = OrderId.parse(id).orElseThrow(ProblemException::notFound);
        return reader.find(caller.merchant(), order).orElseThrow(ProblemException::notFound);
    }

    @GetMapping
    OrderPage list(@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestParam MultiValueMap<String, String> query) {
        return lists.find(caller.merchant(), SearchParameters.read(query));
    }
}
