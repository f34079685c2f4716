-- A request is still under way: its lease goes on.
--
-- KEYS  as of admit
-- ARGV  request, lease, the gateway's time
local now
if redis.replicate_commands or redis.REDIS_VERSION_NUM then
  if redis.replicate_commands then redis.replicate_commands() end
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
else
  now = tonumber(ARGV[3])
end

for holder = 0, #KEYS / 10 - 1 do
  local leases, reserved = KEYS[holder * 10 + 7], KEYS[holder * 10 + 8]
  if redis.call('ZSCORE', leases, ARGV[1]) then
    redis.call('ZADD', leases, string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
    redis.call('PEXPIRE', leases, string.format('%.0f', 2 * tonumber(ARGV[2])))
    redis.call('PEXPIRE', reserved, string.format('%.0f', 2 * tonumber(ARGV[2])))
  end
end
return 1
