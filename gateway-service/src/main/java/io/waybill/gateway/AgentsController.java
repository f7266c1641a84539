package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators how the agents are, and lets them pause and resume each. Both may be asked for again and again. */
@RestController
@RequestMapping(path = "/ops/agents", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.OPS)
class AgentsController {

    private final Agents agents;
    private final Pauses pauses;
    private final PauseCopies copies;

    AgentsController(Agents agents, Pauses pauses, PauseCopies copies) {
        this.agents = agents;
        this.pauses = pauses;
        this.copies = copies;
    }

    /** All of them. */
    record AgentList(List<AgentView> agents) {}

    @GetMapping
    AgentList list() {
        return new AgentList(agents.all());
    }

    @PostMapping("/{name}/pause")
    ResponseEntity<AgentView> pause(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name,
            HttpServletRequest request) throws IOException {
        String reason = OperatorReason.read(request).orElseThrow(OperatorReason::missing);
        agents.require(name);
        pauses.begin(name, caller, reason);
        return told(name);
    }

    @PostMapping("/{name}/resume")
    ResponseEntity<AgentView> resume(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name,
            HttpServletRequest request) throws IOException {
        String reason = OperatorReason.read(request).orElse(null);
        agents.require(name);
        pauses.end(name, caller, reason);
        return told(name);
    }

    /** The ledger has it, so it holds. 202 says that the agents hear of it later, because Redis can't be asked. */
    private ResponseEntity<AgentView> told(String name) {
        AgentView agent = copies.mend() ? agents.one(name) : agents.fromLedger(name);
        return ResponseEntity.status(agent.inForce() ? HttpStatus.OK : HttpStatus.ACCEPTED).body(agent);
    }
}
