#!lua flags=allow-oom
-- Opens an agent's breaker for the whole fleet. One that is open already only stays open longer, when the dependency asks for
-- more time. The one delivery that was let through opens it again, unless another one has been let through since.
-- May be called twice. Allow-oom: a full Redis takes it too, and it's a few bytes.
--
-- KEYS  1 the gate
-- ARGV  1 how long it stays open    2 how long the dependency asks for, 0 when it doesn't (both in milliseconds)
--       3 the cause    4 the number of the delivery that was let through and has failed; '' when it's another one
-- Returns  until when it is open (epoch milliseconds); 0 when it was left as it is
local gate = KEYS[1]
local recovery, wish, cause, probe = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4]

local known = redis.call('HMGET', gate, 'breaker', 'until', 'number')
local breaker, ends, number = known[1], tonumber(known[2]), tonumber(known[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if probe == '' and breaker == 'half_open' or probe ~= '' and number ~= tonumber(probe) then return 0 end
if probe == '' and breaker == 'open' then
  ends = math.max(ends, now + wish)
  redis.call('HSET', gate, 'until', string.format('%.0f', ends))
  return ends
end

ends = now + math.max(recovery, wish)
redis.call('HSET', gate, 'breaker', 'open', 'until', string.format('%.0f', ends), 'cause', cause,
    'number', string.format('%.0f', math.max(time[1] * 1000000 + time[2], (number or 0) + 1)))
return ends
