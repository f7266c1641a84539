#!lua flags=allow-oom
-- Lets an order go on without a parked trailing step, and settle when that was the last one it waited for.
-- May be called twice: the second call finds nothing parked.
--
-- KEYS  1 the order's state    2 its plan    3 the events
-- ARGV  1 prefix of all keys of this partition    2 order id    3 life    4 agent
--       5 how long the state of a settled order is kept (milliseconds)    6... the plan's fields and values
-- Returns  0 discarded    1 nothing is parked    2 the state is gone, or of another life
local state, plan, events = KEYS[1], KEYS[2], KEYS[3]
local prefix, order, life, agent, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if redis.call('HGET', state, 'life') ~= life then return 2 end
if redis.call('HEXISTS', state, 'parked:' .. agent) == 0 then return 1 end

local function all_done(list)
  for name in string.gmatch(list, '[^,]+') do
    if redis.call('HGET', state, 'did:' .. name) ~= 'done' then return false end
  end
  return true
end

local function send(to)
  local id = redis.call('XADD', prefix .. 'stream:' .. to, '*', 'order', order, 'life', life)
  redis.call('HSET', state, 'sent:' .. to, id)
end

redis.call('HSET', plan, unpack(ARGV, 6))
redis.call('HDEL', state, 'parked:' .. agent)
redis.call('HSET', state, 'did:' .. agent, 'done')

for name in string.gmatch(redis.call('HGET', plan, 'next:' .. agent), '[^,]+') do
  if redis.call('HEXISTS', state, 'sent:' .. name) == 0 and all_done(redis.call('HGET', plan, 'after:' .. name)) then
    send(name)
  end
end

if redis.call('HGET', state, 'status') == 'completed' and all_done(redis.call('HGET', plan, 'trailing'))
    and redis.call('HEXISTS', state, 'settled') == 0 then
  local number = redis.call('HINCRBY', state, 'events', 1)
  local now = redis.call('TIME')
  local id = redis.call('XADD', events, '*', 'order', order, 'life', life, 'number', number, 'kind', 'settled',
      'at', string.format('%d%03d', now[1], math.floor(now[2] / 1000)))
  redis.call('HSET', state, 'settled', 1, 'event', id)
  redis.call('PEXPIRE', state, keep)
end
return 0
