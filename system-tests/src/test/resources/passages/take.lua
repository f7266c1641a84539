#!lua
-- What Redis knows of an order, with the entries that it waits for: they are pending to the consumer from now on. An entry
-- of which the state knows nothing stays in its stream, and is found there when the order leaves.
--
-- KEYS  1 the order's state
-- ARGV  1 prefix of all keys    2 consumer
-- Returns  the state's fields and values; then of each entry agent, id, life, reason and detail
local state = redis.call('HGETALL', KEYS[1])
local entries = {}
for i = 1, #state, 2 do
  local agent = string.match(state[i], '^sent:(.+)')
  local read = agent
      and redis.call('XREADGROUP', 'GROUP', agent, ARGV[2], 'STREAMS', ARGV[1] .. 'stream:' .. agent, '>')
  for _, entry in ipairs(read and read[1][2] or {}) do
    local fields = {}
    for f = 1, #entry[2], 2 do fields[entry[2][f]] = entry[2][f + 1] end
    for _, each in ipairs({agent, entry[1], fields['life'], fields['reason'] or '', fields['detail'] or ''}) do
      entries[#entries + 1] = each
    end
  end
end
return {state, entries}
