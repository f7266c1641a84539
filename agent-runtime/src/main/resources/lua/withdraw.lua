#!lua flags=allow-oom
-- Says that the delivery that was let through hasn't begun after all: the next one may be let through at once, unless one has
-- been. May be called twice.
--
-- KEYS  1 the gate
-- ARGV  1 the delivery's number
-- Returns  1 withdrawn    0 left as it is
local gate = KEYS[1]
local known = redis.call('HMGET', gate, 'breaker', 'number')
if known[1] ~= 'half_open' or known[2] ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
redis.call('HSET', gate, 'breaker', 'open', 'until', string.format('%d%03d', time[1], math.floor(time[2] / 1000)))
return 1
