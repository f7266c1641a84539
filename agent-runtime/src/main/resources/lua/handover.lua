#!lua flags=allow-oom
-- Gives back what this instance has read and won't do any more: the entry is added to its stream again, where any peer gets
-- it at once, and the old one is acknowledged. May be called twice, and by an instance that was taken for dead: what isn't
-- pending to it any more is left alone.
--
-- KEYS  1 the stream    2 the order's state
-- ARGV  1 agent (also its group's name)    2 entry id    3 consumer    4 life
-- Returns  1 handed over    0 it isn't pending to this consumer
local stream, state = KEYS[1], KEYS[2]
local agent, entry, consumer, life = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local pending = redis.pcall('XPENDING', stream, agent, entry, entry, 1, consumer)
if pending.err or #pending == 0 then return 0 end
local found = redis.call('XRANGE', stream, entry, entry)
local known = redis.call('HMGET', state, 'life', 'sent:' .. agent)

if found[1] then
  local again = redis.call('XADD', stream, '*', unpack(found[1][2]))
  if known[1] == life and known[2] == entry then
    redis.call('HDEL', state, 'waits:' .. agent)
    redis.call('HSET', state, 'sent:' .. agent, again)
  end
end
redis.call('XACK', stream, agent, entry)
redis.call('XDEL', stream, entry)
return found[1] and 1 or 0
