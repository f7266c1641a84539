package io.waybill.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** Who wants an agent to read nothing, since when, and why. */
record Pause(@JsonIgnore String agent, String by, Instant since, String why) {}
