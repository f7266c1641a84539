#!lua
-- Looks after an order that the ledger hasn't seen settle: it looks at what is there and guesses nothing from age. Sends an
-- entry again that is gone from its stream, and sends the undos where abort stands and nobody has begun with them.
-- May be called twice, by two relays, and at any time: what is under way stays as it is.
--
-- KEYS  1 the order's state    2 the events
-- ARGV  1 prefix of all keys of this partition    2 order id    3 the life that the ledger knows
--       4 the decision that stands: commit, abort or '' for none    5 its reason    6 its detail    (each '' when there is none)
-- Returns  0 the state is gone, broken, of an earlier life, or without its plan: the order needs a new life
--          1 under way    2 an entry was sent again    3 the undos were sent
--          4 nothing is under way and every event has been read: whatever the order waits for, the ledger knows it
local state, events = KEYS[1], KEYS[2]
local prefix, order, life, verdict = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('TYPE', state).ok ~= 'hash' then return 0 end
local known = redis.call('HMGET', state, 'life', 'status', 'plan', 'event')
local status, last_event = known[2], known[4]
if not (tonumber(known[1]) and status and known[3]) or tonumber(known[1]) < tonumber(life) then return 0 end
life = known[1]
local plan = prefix .. 'plan:' .. known[3]
local undos = redis.call('HGET', plan, 'undos')
if not undos then return 0 end

local function send(to, ...)
  local id = redis.call('XADD', prefix .. 'stream:' .. to, '*', 'order', order, 'life', life, ...)
  redis.call('HSET', state, 'sent:' .. to, id)
end

local function is_there(stream, id)
  return #redis.call('XRANGE', stream, id, id) > 0
end

if verdict == 'abort' and (status == 'processing' or status == 'deciding') then
  redis.call('HSET', state, 'status', 'compensating', 'reason', ARGV[5], 'detail', ARGV[6])
  for name in string.gmatch(undos, '[^,]+') do
    if redis.call('HEXISTS', state, 'sent:' .. name) == 0 then send(name) end
  end
  return 3
end

-- Where abort stands nobody records a step any more: its entry is acknowledged as it is.
local function is_wanted(agent)
  return status ~= 'compensating' and status ~= 'undone' or redis.call('HEXISTS', plan, 'after:' .. agent) == 0
end

local fields = {}
for _, field in ipairs(redis.call('HKEYS', state)) do fields[field] = true end

local under_way, sent_again = false, false
for field in pairs(fields) do
  local agent = string.match(field, '^sent:(.+)')
  if agent and not fields['did:' .. agent] and not fields['parked:' .. agent] and is_wanted(agent) then
    under_way = true
    if not is_there(prefix .. 'stream:' .. agent, redis.call('HGET', state, field)) then
      sent_again = true
      if agent == 'rollback' and fields['reason'] then
        local why = redis.call('HMGET', state, 'reason', 'detail')
        send(agent, 'reason', why[1], 'detail', why[2])
      else
        send(agent)
      end
    end
  end
end
if sent_again then return 2 end
if under_way or (last_event and is_there(events, last_event)) then return 1 end
return 4
