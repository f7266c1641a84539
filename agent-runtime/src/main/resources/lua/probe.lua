#!lua flags=allow-oom
-- Lets one delivery of the whole fleet through a breaker that has been open for long enough. Whoever was let through has until
-- its time is up to say what came of it; then the next one is let through, so that one that dies holds nothing up.
-- May be called twice: the second call is refused like anybody else's.
--
-- KEYS  1 the gate
-- ARGV  1 how long the delivery may take to say so (milliseconds)
-- Returns  the number by which it's known, which no other one ever has; 0 when it isn't let through
local gate = KEYS[1]
local known = redis.call('HMGET', gate, 'breaker', 'until', 'number', 'paused_by')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if known[4] or not known[1] or now < tonumber(known[2]) then return 0 end

local number = math.max(time[1] * 1000000 + time[2], tonumber(known[3]) + 1)
redis.call('HSET', gate, 'breaker', 'half_open', 'until', string.format('%.0f', now + ARGV[1]),
    'number', string.format('%.0f', number))
return number
