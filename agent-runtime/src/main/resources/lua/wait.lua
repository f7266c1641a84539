#!lua
-- Notes what a step waits for, where whoever asks for the order sees it. Only for the entry that the order's state waits for.
-- May be called twice. The note goes with the step's record, or with the entry.
--
-- KEYS  1 the order's state
-- ARGV  1 agent    2 entry id    3 life    4 the note
-- Returns  1 noted    0 the state is gone or of another life, or the step is recorded, parked, or given to somebody else
local state, agent = KEYS[1], ARGV[1]
local known = redis.call('HMGET', state, 'life', 'sent:' .. agent, 'did:' .. agent, 'parked:' .. agent)
if known[1] ~= ARGV[3] or known[2] ~= ARGV[2] or known[3] or known[4] then return 0 end
redis.call('HSET', state, 'waits:' .. agent, ARGV[4])
return 1
