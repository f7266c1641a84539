#!lua flags=allow-oom
-- Removes a dead consumer from a group, but only when nothing is pending to it: what is pending would be lost with it.
--
-- KEYS  1 the stream    2 the consumer's liveness key
-- ARGV  1 group    2 consumer
-- Returns  1 removed    0 it lives, has something pending, or the group is gone
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if pending.err or #pending > 0 then return 0 end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1
