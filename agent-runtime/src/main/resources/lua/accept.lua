#!lua
-- Writes an order's state and sends it to where its life begins: all of it or nothing, and only where the state isn't
-- there in this life or a later one. May be called twice.
--
-- KEYS  1 the order's state    2 its plan    3 the events
-- ARGV  1 prefix of all keys of this partition    2 order id    3 life    4 start: first, rollback or trailing
--       5 payload    6 the plan's hash    7 deadline (epoch milliseconds)    8 traceparent
--       9 how long the state of a settled order is kept (milliseconds)
--       10... the plan's fields and values; needed only when the plan isn't there yet
-- Returns  0 accepted    1 was there    2 the plan isn't there: call again with its fields
local state, plan, events = KEYS[1], KEYS[2], KEYS[3]
local prefix, order, life, start = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local held = redis.call('TYPE', state).ok
if held == 'hash' then
  local there = redis.call('HMGET', state, 'life', 'status', 'plan')
  if tonumber(there[1]) and there[2] and there[3] and tonumber(there[1]) >= tonumber(life) then return 1 end
end
if #ARGV > 9 then redis.call('HSET', plan, unpack(ARGV, 10)) end
local lists = redis.call('HMGET', plan, 'first', 'main', 'trailing')
local first, main, trailing = lists[1], lists[2], lists[3]
if not first then return 2 end

local function each(list)
  return string.gmatch(list, '[^,]+')
end

local function send(to)
  local id = redis.call('XADD', prefix .. 'stream:' .. to, '*', 'order', order, 'life', life)
  redis.call('HSET', state, 'sent:' .. to, id)
end

if held ~= 'none' then redis.call('DEL', state) end
redis.call('HSET', state, 'life', life, 'status', 'processing', 'payload', ARGV[5], 'plan', ARGV[6],
    'deadline', ARGV[7], 'trace', ARGV[8])
if start == 'rollback' then
  redis.call('HSET', state, 'status', 'deciding')
  send('rollback')
elseif start == 'trailing' then
  redis.call('HSET', state, 'status', 'completed')
  for name in each(main) do redis.call('HSET', state, 'did:' .. name, 'done', 'sent:' .. name, '0-0') end
  for name in each(trailing) do
    local ready = true
    for earlier in each(redis.call('HGET', plan, 'after:' .. name)) do
      ready = ready and redis.call('HGET', state, 'did:' .. earlier) == 'done'
    end
    if ready then send(name) end
  end
  if trailing == '' then
    local now = redis.call('TIME')
    local id = redis.call('XADD', events, '*', 'order', order, 'life', life, 'number', 1, 'kind', 'settled',
        'at', string.format('%d%03d', now[1], math.floor(now[2] / 1000)))
    redis.call('HSET', state, 'settled', 1, 'events', 1, 'event', id)
    redis.call('PEXPIRE', state, ARGV[9])
  end
else
  for name in each(first) do send(name) end
end
return 0
