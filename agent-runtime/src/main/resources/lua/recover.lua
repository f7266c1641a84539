#!lua flags=allow-oom
-- Closes an agent's breaker: the delivery that was let through got an answer. Unless another one has been let through since, or
-- the breaker has been opened anew. May be called twice. An operator's pause stays.
--
-- KEYS  1 the gate
-- ARGV  1 the delivery's number
-- Returns  1 closed    0 left as it is
local gate = KEYS[1]
if redis.call('HGET', gate, 'number') ~= ARGV[1] then return 0 end
redis.call('HDEL', gate, 'breaker', 'until', 'number', 'cause')
return 1
