-- Sets the database back to a moment that was kept.
--
-- ARGV  1 number of the database    2 number of the one that keeps the moments    3 the moment's number; 0 forgets all
redis.call('FLUSHDB')
redis.call('SELECT', ARGV[2])
if ARGV[3] == '0' then
  redis.call('FLUSHDB')
  return 0
end
for _, kept in ipairs(redis.call('KEYS', ARGV[3] .. '|*')) do
  redis.call('COPY', kept, string.sub(kept, #ARGV[3] + 2), 'DB', ARGV[1])
end
return 0
