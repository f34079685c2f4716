-- A request is over: what it used takes the place of what it reserved.
--
-- KEYS  as of admit
-- ARGV  request, the tokens claimed, the tokens used, the money used, how long a day and a month are kept; then two for
--       each holder: the step of its tokens (0 = none) and whether it has budgets
local request, claimed, tokens, money = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local function number(value) return tonumber(value or '0') or 0 end
local function add(key, field, value)
  if value ~= 0 then redis.call('HINCRBY', key, field, string.format('%.0f', value)) end
end

for holder = 0, #KEYS / 10 - 1 do
  local _, _, _, _, _, weights, leases, reserved, day, month = unpack(KEYS, holder * 10 + 1, holder * 10 + 10)
  local step, budgets = ARGV[7 + holder * 2], ARGV[8 + holder * 2]
  if redis.call('ZREM', leases, request) == 1 then
    add(reserved, 'tokens', -number(redis.call('HGET', reserved, request .. ':t')))
    add(reserved, 'money', -number(redis.call('HGET', reserved, request .. ':m')))
    redis.call('HDEL', reserved, request .. ':t', request .. ':m')
  end
  if step ~= '0' and redis.call('HEXISTS', weights, step) == 1 then
    add(weights, step, tokens - claimed)
    add(weights, 'sum', tokens - claimed)
  end
  if budgets == '1' then
    add(day, 'money', money)
    add(day, 'tokens', tokens)
    add(month, 'money', money)
    add(month, 'tokens', tokens)
    redis.call('PEXPIRE', day, ARGV[5])
    redis.call('PEXPIRE', month, ARGV[6])
  end
end
return 1
