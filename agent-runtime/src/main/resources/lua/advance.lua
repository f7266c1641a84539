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

-- The state as it is and as it becomes: what is mostly needed is read in one go, and written in one go. It's written before an
-- event is told of it: should the script break later on, no other event gets this one's number.
local fields, changes = {}, {}

local function read(names)
  local values = redis.call('HMGET', state, unpack(names))
  for i, name in ipairs(names) do fields[name] = values[i] end
end

local function get(name)
  if fields[name] == nil then fields[name] = redis.call('HGET', state, name) end
  return fields[name]
end

local function set(name, value)
  fields[name] = value
  changes[#changes + 1] = name
  changes[#changes + 1] = value
end

local function write()
  if #changes > 0 then redis.call('HSET', state, unpack(changes)) end
  changes = {}
end

local function remove(name)
  if get(name) then redis.call('HDEL', state, name) end
  fields[name] = false
end

local usual = {'events', 'settled', 'parked:' .. agent, 'waits:' .. agent}
for name in each(main .. ',' .. trailing) do usual[#usual + 1] = 'did:' .. name end
for name in each(next_agents or '') do usual[#usual + 1] = 'sent:' .. name end
read(usual)

local function all_done(list)
  for name in each(list) do
    if get('did:' .. name) ~= 'done' then return false end
  end
  return true
end

local function event(kind, ...)
  local number = (get('events') or 0) + 1
  set('events', number)
  write()
  set('event', redis.call('XADD', events, '*', 'order', order, 'life', life, 'number', number, 'kind', kind, 'at', at, ...))
end

local function step_event(kind, shown)
  event(kind, 'agent', agent, 'status', shown, 'reason', reason, 'detail', detail, 'result', result,
      'attempts', attempts, 'instance', instance, 'started', started, 'ended', ended)
end

local function send(to, ...)
  if get('sent:' .. to) then return end
  set('sent:' .. to, redis.call('XADD', prefix .. 'stream:' .. to, '*', 'order', order, 'life', life, ...))
end

local function forward(list)
  for name in each(list) do
    if all_done(redis.call('HGET', plan, 'after:' .. name)) then send(name) end
  end
end

local function become(new_status)
  status = new_status
  set('status', new_status)
end

-- Abort stands: every undo of the pipeline, whatever this life remembers having done.
local function undo()
  become('compensating')
  set('reason', reason)
  set('detail', detail)
  for name in each(undos) do send(name) end
end

local function finish(answer)
  write()
  return acknowledge(answer)
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

remove('parked:' .. agent)
remove('waits:' .. agent)
if outcome == 'parked' then
  set('parked:' .. agent, entry)
  step_event('step', 'parked')
  return finish(4)
end

set('did:' .. agent, outcome)
if result ~= '' then set('result:' .. agent, result) end
step_event(agent == 'rollback' and 'decided' or 'step', shown)

if agent == 'rollback' then
  if status == 'deciding' and outcome == 'abort' then
    undo()
  elseif status == 'deciding' then
    become('processing')
    set('committed', 1)
    for name in each(before) do
      if get('did:' .. name) == 'refused' then set('did:' .. name, 'done') end
    end
    forward(main)
  end
elseif outcome == 'refused' then
  if agent == pivot and (status == 'processing' or status == 'deciding') then
    remove('committed')
    undo()                                          -- the pivot refuses only when abort stands
  elseif agent ~= pivot and status == 'processing' then
    become('deciding')
    set('reason', reason)
    set('detail', detail)
    send('rollback', 'reason', reason, 'detail', detail)
  end
elseif is_step and (status == 'processing' or status == 'completed') then
  forward(next_agents)
end

local function settle()
  set('settled', 1)
  redis.call('PEXPIRE', state, keep)
  event('settled')
end

if status == 'processing' and all_done(main) then
  become('completed')
  event('ended')
end
if status == 'compensating' and all_done(undos) then
  become('undone')
  event('ended', 'reason', get('reason'), 'detail', get('detail'))
  settle()
elseif status == 'completed' and all_done(trailing) and not get('settled') then
  settle()
end
return finish(0)
