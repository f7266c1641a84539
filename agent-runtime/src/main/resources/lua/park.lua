#!lua flags=allow-oom
-- Sets an entry that nobody can make sense of aside, with its bytes as they came, and acknowledges it. When this is the entry
-- that its order waits for, it's a step that is parked: the state says so, and so does an event.
-- May be called twice: the second call finds no entry and changes nothing.
-- The fields become one text, each as "<length>:<bytes>,": however many there are and whatever they are called, they can't
-- be too many for a call, nor be taken for those that stand beside them.
--
-- KEYS  1 the stream    2 the parked    3 the events    4 the order's state; left out when the entry names no order
-- ARGV  1 group    2 entry id    3 cause    4 detail    5 order id ('' when it names none)
-- Returns  1 parked    0 there was no such entry
local stream, parked, events, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local group, entry, cause, detail, order = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local function acknowledge(answer)
  redis.call('XACK', stream, group, entry)
  redis.call('XDEL', stream, entry)
  return answer
end

-- The life that waits for just this entry, and the number of the event that says that it's parked.
local function step_parked()
  if not state or redis.call('TYPE', state).ok ~= 'hash' then return '', '' end
  local waits = redis.call('HMGET', state, 'life', 'sent:' .. group, 'did:' .. group)
  local life = waits[1]
  if not life or waits[2] ~= entry or waits[3] then return '', '' end
  local now = redis.call('TIME')
  local number = redis.call('HINCRBY', state, 'events', 1)
  local id = redis.call('XADD', events, '*', 'order', order, 'life', life, 'number', number, 'kind', 'step',
      'at', string.format('%d%03d', now[1], math.floor(now[2] / 1000)),
      'agent', group, 'status', 'parked', 'reason', cause, 'detail', detail)
  redis.call('HDEL', state, 'waits:' .. group)
  redis.call('HSET', state, 'parked:' .. group, entry, 'event', id)
  return life, number
end

local found = redis.call('XRANGE', stream, entry, entry)
if not found[1] then return acknowledge(0) end

local texts = found[1][2]
for i, text in ipairs(texts) do texts[i] = #text .. ':' .. text .. ',' end
local life, number = step_parked()
redis.call('XADD', parked, '*', 'stream', stream, 'entry', entry, 'life', life, 'number', number, 'cause', cause,
    'detail', detail, 'fields', table.concat(texts))
return acknowledge(1)
