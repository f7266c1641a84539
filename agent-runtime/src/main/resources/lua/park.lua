#!lua flags=allow-oom
-- Sets an entry that nobody can make sense of aside, with its bytes as they came, and acknowledges it.
-- May be called twice: the second call finds no entry and changes nothing.
--
-- KEYS  1 the stream    2 the parked
-- ARGV  1 group    2 entry id    3 cause
-- Returns  1 parked    0 there was no such entry
local stream, parked = KEYS[1], KEYS[2]
local found = redis.call('XRANGE', stream, ARGV[2], ARGV[2])
if found[1] then
  redis.call('XADD', parked, '*', 'stream', stream, 'entry', ARGV[2], 'cause', ARGV[3], unpack(found[1][2]))
end
redis.call('XACK', stream, ARGV[1], ARGV[2])
redis.call('XDEL', stream, ARGV[2])
return found[1] and 1 or 0
