-- What a history sees of its order in Redis, and maybe keeps of this moment. The database holds one order and nothing else.
--
-- KEYS  1 the order's state    2 the events
-- ARGV  1 prefix of all keys    2 number of the database that keeps moments    3 the moment's number, '' to keep none
--       4... every agent's name
-- Returns  the state's status ('' when it's gone), whether it will expire ('1' or '0'), how many events wait,
--          the parked agents parted by commas, the life that it's in, then of each entry agent, id, life, reason and detail
local state, events = KEYS[1], KEYS[2]
local parked = {}
local seen = {
  redis.call('HGET', state, 'status') or '',
  redis.call('PTTL', state) > 0 and '1' or '0',
  tostring(redis.call('XLEN', events)),
  '',
  redis.call('HGET', state, 'life') or ''
}
for i = 4, #ARGV do
  if redis.call('HEXISTS', state, 'parked:' .. ARGV[i]) == 1 then parked[#parked + 1] = ARGV[i] end
  for _, entry in ipairs(redis.call('XRANGE', ARGV[1] .. 'stream:' .. ARGV[i], '-', '+')) do
    local fields = {}
    for f = 1, #entry[2], 2 do fields[entry[2][f]] = entry[2][f + 1] end
    for _, each in ipairs({ARGV[i], entry[1], fields['life'], fields['reason'] or '', fields['detail'] or ''}) do
      seen[#seen + 1] = each
    end
  end
end
seen[4] = table.concat(parked, ',')
if ARGV[3] ~= '' then
  for _, key in ipairs(redis.call('KEYS', '*')) do
    redis.call('COPY', key, ARGV[3] .. '|' .. key, 'DB', ARGV[2])
  end
end
return seen
