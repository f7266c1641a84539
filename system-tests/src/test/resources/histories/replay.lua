-- Sends a parked step again.
--
-- KEYS  1 the order's state    2 the agent's stream
-- ARGV  1 order id    2 agent
local life = redis.call('HGET', KEYS[1], 'life')
local id = redis.call('XADD', KEYS[2], '*', 'order', ARGV[1], 'life', life)
redis.call('HSET', KEYS[1], 'sent:' .. ARGV[2], id)
redis.call('HDEL', KEYS[1], 'parked:' .. ARGV[2])
return 0
