#!lua flags=allow-oom
-- Claims entries of a dead instance, oldest first, unless it has said meanwhile that it lives. When the heir's own sign is
-- missing, too, signs have been lost, and the lack of one means nothing.
--
-- KEYS  1 the stream    2 the dead one's sign of life    3 the heir's
-- ARGV  1 group    2 the dead consumer    3 the heir    4 how many at most
-- Returns  how long the longest of them had been waiting (milliseconds), then the entries; nothing when there were none
local stream, group, dead, heir = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('EXISTS', KEYS[3]) == 0 then return {} end

local ids, longest = {}, 0
for _, each in ipairs(redis.call('XPENDING', stream, group, '-', '+', ARGV[4], dead)) do
  ids[#ids + 1] = each[1]
  longest = math.max(longest, each[3])
end
if #ids == 0 then return {} end
return {longest, redis.call('XCLAIM', stream, group, heir, 0, unpack(ids))}
