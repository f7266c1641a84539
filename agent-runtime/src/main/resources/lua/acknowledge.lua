#!lua flags=allow-oom
-- Acknowledges entries and deletes them, both or neither. May be called twice.
--
-- KEYS  1 the stream
-- ARGV  1 group    2... entry ids
-- Returns  how many there were
redis.call('XACK', KEYS[1], unpack(ARGV))
return redis.call('XDEL', KEYS[1], unpack(ARGV, 2))
