#!lua
-- What an order leaves behind in a partition where it was alone. Its state, its events and whatever is left of it are gone
-- afterwards; the groups stay.
--
-- KEYS  1 the order's state    2 the events    3 what is parked
-- ARGV  1 prefix of all keys    2... every agent's name
-- Returns  how long the state would have been kept (milliseconds), how many entries are in the streams, how many of them are
--          pending to somebody, and how many are parked; then of each event number, kind, agent, status and reason
local kept, entries, pending = redis.call('PTTL', KEYS[1]), 0, 0
for i = 2, #ARGV do
  local stream = ARGV[1] .. 'stream:' .. ARGV[i]
  entries = entries + redis.call('XLEN', stream)
  local waits = redis.call('XPENDING', stream, ARGV[i])
  if waits[1] > 0 then
    pending = pending + waits[1]
    for _, each in ipairs(redis.call('XPENDING', stream, ARGV[i], '-', '+', 1000)) do
      redis.call('XACK', stream, ARGV[i], each[1])
    end
  end
  redis.call('XTRIM', stream, 'MAXLEN', 0)
end
local left = {kept, entries, pending, redis.call('XLEN', KEYS[3])}
for _, event in ipairs(redis.call('XRANGE', KEYS[2], '-', '+')) do
  local fields = {}
  for f = 1, #event[2], 2 do fields[event[2][f]] = event[2][f + 1] end
  for _, name in ipairs({'number', 'kind', 'agent', 'status', 'reason'}) do left[#left + 1] = fields[name] or '' end
end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return left
