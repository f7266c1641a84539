#!lua
-- Sends a parked step to its agent again. What the ledger knows of the order is written over what the state says: that it
-- couldn't be read, or names a plan that isn't there, may be why the step was parked.
-- May be called twice: the second call finds nothing parked.
--
-- KEYS  1 the order's state    2 its plan    3 the agent's stream
-- ARGV  1 order id    2 life    3 agent    4 payload    5 the plan's hash    6 deadline (epoch milliseconds)
--       7 traceparent    8... the plan's fields and values
-- Returns  0 sent again    1 nothing is parked    2 the state is gone, or of another life: the relay starts the order over
local state, plan, stream = KEYS[1], KEYS[2], KEYS[3]
local order, life, agent = ARGV[1], ARGV[2], ARGV[3]

if redis.call('HGET', state, 'life') ~= life then return 2 end
if redis.call('HEXISTS', state, 'parked:' .. agent) == 0 then return 1 end

redis.call('HSET', plan, unpack(ARGV, 8))
redis.call('HSET', state, 'payload', ARGV[4], 'plan', ARGV[5], 'deadline', ARGV[6], 'trace', ARGV[7])
redis.call('HDEL', state, 'parked:' .. agent)

local entry = {'order', order, 'life', life}
local why = redis.call('HMGET', state, 'reason', 'detail')
if agent == 'rollback' and why[1] then
  entry = {'order', order, 'life', life, 'reason', why[1], 'detail', why[2] or ''}
end
redis.call('HSET', state, 'sent:' .. agent, redis.call('XADD', stream, '*', unpack(entry)))
return 0
