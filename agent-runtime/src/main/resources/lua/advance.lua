#!lua flags=allow-oom
-- Records what an agent says of one delivery, sends the order on and acknowledges the entry: all of it or nothing.
-- May be called twice, and by an instance that was taken for dead: what is recorded stays, the entry goes.
-- Drains, therefore allow-oom: a full Redis gets emptier by it.
--
-- KEYS  1 the order's state    2 the agent's stream    3 the events
-- ARGV  1 prefix of all keys of this partition    2 order id    3 agent (also its group's name)    4 entry id    5 life
--       6 outcome: done, refused or failed; of the agent 'rollback': commit or abort, as the decision stands
--       7 reason    8 detail    9 result    (each '' when there is none)
--       10 attempts    11 instance    12 started    13 ended (epoch milliseconds)
--       14 how long the state of a settled order is kept (milliseconds)
-- Returns  0 advanced    1 was recorded before    2 the state is gone    3 another life    4 parked    5 the plan is gone,
--          and the entry is still there
local state, stream, events = KEYS[1], KEYS[2], KEYS[3]
local prefix, order, agent, entry, life = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local outcome, reason, detail, result = ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local attempts, instance, started, ended, keep = ARGV[10], ARGV[11], ARGV[12], ARGV[13], ARGV[14]

local function acknowledge(answer)
  redis.call('XACK', stream, agent, entry)
  redis.call('XDEL', stream, entry)
  return answer
end

local known = redis.call('HMGET', state, 'life', 'status', 'plan', 'committed', 'did:' .. agent, 'sent:' .. agent)
local status, committed = known[2], known[4]
if not known[1] then return acknowledge(2) end
if known[1] ~= life or not known[6] then return acknowledge(3) end
if known[5] then return acknowledge(1) end

local plan = prefix .. 'plan:' .. known[3]
local shape = redis.call('HMGET', plan, 'main', 'trailing', 'before', 'pivot', 'undos', 'after:' .. agent, 'next:' .. agent)
local main, trailing, before, pivot, undos, is_step, next_agents =
    shape[1], shape[2], shape[3], shape[4], shape[5], shape[6], shape[7]
if not main then return 5 end

local now = redis.call('TIME')
local at = string.format('%d%03d', now[1], math.floor(now[2] / 1000))

local function each(list)
  return string.gmatch(list, '[^,]+')
end

local function contains(list, name)
  return string.find(',' .. list .. ',', ',' .. name .. ',', 1, true) ~= nil
end

local function all_done(list)
  for name in each(list) do
    if redis.call('HGET', state, 'did:' .. name) ~= 'done' then return false end
  end
  return true
end

local function event(kind, ...)
  local number = redis.call('HINCRBY', state, 'events', 1)
  local id = redis.call('XADD', events, '*', 'order', order, 'life', life, 'number', number, 'kind', kind, 'at', at, ...)
  redis.call('HSET', state, 'event', id)
end

local function step_event(kind, shown)
  event(kind, 'agent', agent, 'status', shown, 'reason', reason, 'detail', detail, 'result', result,
      'attempts', attempts, 'instance', instance, 'started', started, 'ended', ended)
end

local function send(to, ...)
  if redis.call('HEXISTS', state, 'sent:' .. to) == 1 then return end
  local id = redis.call('XADD', prefix .. 'stream:' .. to, '*', 'order', order, 'life', life, ...)
  redis.call('HSET', state, 'sent:' .. to, id)
end

local function forward(list)
  for name in each(list) do
    if all_done(redis.call('HGET', plan, 'after:' .. name)) then send(name) end
  end
end

local function become(new_status)
  status = new_status
  redis.call('HSET', state, 'status', new_status)
end

-- Abort stands: every undo of the pipeline, whatever this life remembers having done.
local function undo()
  become('compensating')
  redis.call('HSET', state, 'reason', reason, 'detail', detail)
  for name in each(undos) do send(name) end
end

-- What the outcome means where the agent stands.
local is_before = is_step and contains(before, agent)
local shown = outcome
if outcome == 'failed' then
  outcome = is_before and 'refused' or 'parked'
elseif outcome == 'refused' and not is_before and agent ~= pivot then
  outcome = 'parked'                                -- behind the pivot nothing is undone
end
if outcome == 'refused' and is_before and committed then
  outcome, shown = 'done', 'done'                   -- moot: another life has passed the pivot
end

redis.call('HDEL', state, 'parked:' .. agent, 'waits:' .. agent)
if outcome == 'parked' then
  redis.call('HSET', state, 'parked:' .. agent, entry)
  step_event('step', 'parked')
  return acknowledge(4)
end

redis.call('HSET', state, 'did:' .. agent, outcome)
if result ~= '' then redis.call('HSET', state, 'result:' .. agent, result) end
step_event(agent == 'rollback' and 'decided' or 'step', shown)

if agent == 'rollback' then
  if status == 'deciding' and outcome == 'abort' then
    undo()
  elseif status == 'deciding' then
    become('processing')
    redis.call('HSET', state, 'committed', 1)
    for name in each(before) do
      if redis.call('HGET', state, 'did:' .. name) == 'refused' then redis.call('HSET', state, 'did:' .. name, 'done') end
    end
    forward(main)
  end
elseif outcome == 'refused' then
  if agent == pivot and (status == 'processing' or status == 'deciding') then
    redis.call('HDEL', state, 'committed')
    undo()                                          -- the pivot refuses only when abort stands
  elseif agent ~= pivot and status == 'processing' then
    become('deciding')
    redis.call('HSET', state, 'reason', reason, 'detail', detail)
    send('rollback', 'reason', reason, 'detail', detail)
  end
elseif is_step and (status == 'processing' or status == 'completed') then
  forward(next_agents)
end

local function settle()
  redis.call('HSET', state, 'settled', 1)
  redis.call('PEXPIRE', state, keep)
  event('settled')
end

if status == 'processing' and all_done(main) then
  become('completed')
  event('ended')
end
if status == 'compensating' and all_done(undos) then
  become('undone')
  local why = redis.call('HMGET', state, 'reason', 'detail')
  event('ended', 'reason', why[1], 'detail', why[2])
  settle()
elseif status == 'completed' and all_done(trailing) and redis.call('HEXISTS', state, 'settled') == 0 then
  settle()
end
return acknowledge(0)
