#!lua flags=allow-oom
-- Renews an instance's sign of life. It holds the server's run id, so that a restarted server is known by it. A full Redis
-- takes it too: else everybody would look dead just then.
--
-- KEYS  1 the sign
-- ARGV  1 how long it holds (milliseconds)
-- Returns  1 it was there    0 it was gone, or was written to another server than this
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local before = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], run, 'PX', ARGV[1])
return before == run and 1 or 0
