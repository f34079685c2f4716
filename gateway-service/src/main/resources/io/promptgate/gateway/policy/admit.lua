-- Judges a claim by all rules of its holders, and counts it when none refuses.
--
-- KEYS  ten for each holder: requests of the minute (list of steps, weights), of the hour (the same), tokens of the
--       minute (the same), leases, what they reserve, what is spent in the day, in the month
-- ARGV  request, tokens, money, lease, how long a day and a month are kept, the gateway's time; then twelve for each
--       holder: the caps in the order of the rules (-1 = none), and what the ledger knows, in the order of the budgets
-- gives {1, limit, remaining, reset, for each holder the step of its tokens, {holder, rule, used} for each budget}
--    or {0, limit, remaining, reset, holder, rule, wait, used, reserved}; times are in milliseconds
local MINUTE, HOUR, EXACT, STEPS, MARGIN = 60000, 3600000, 1000, 1000, 1000
local request, tokens, money, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

-- all gateways go by the store's clock; a server before 3.2 lets no script that writes read it
local now
if redis.replicate_commands or redis.REDIS_VERSION_NUM then
  if redis.replicate_commands then redis.replicate_commands() end
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
else
  now = tonumber(ARGV[7])
end

local function number(value) return tonumber(value or '0') or 0 end
local function text(value) return string.format('%.0f', value) end

local function add(key, field, value)
  if value ~= 0 then redis.call('HINCRBY', key, field, text(value)) end
end

local function forget(steps, weights, span)
  local oldest = redis.call('LINDEX', steps, 0)
  while oldest and tonumber(oldest) + span <= now do
    redis.call('LPOP', steps)
    add(weights, 'sum', -number(redis.call('HGET', weights, oldest)))
    redis.call('HDEL', weights, oldest)
    oldest = redis.call('LINDEX', steps, 0)
  end
end

local function wait(steps, weights, span, missing)
  local millis, i = 0, 0
  while missing > 0 do
    local step = redis.call('LINDEX', steps, i)
    if not step then break end
    missing = missing - number(redis.call('HGET', weights, step))
    millis = tonumber(step) + span - now
    i = i + 1
  end
  return millis
end

local function take(steps, weights, span, length, weight)
  local step = now - now % length + length
  local last = redis.call('LINDEX', steps, -1)
  if last and tonumber(last) >= step then
    step = tonumber(last)
  else
    redis.call('RPUSH', steps, text(step))
  end
  add(weights, text(step), weight)
  add(weights, 'sum', weight)
  redis.call('PEXPIRE', steps, text(span + length + MARGIN))
  redis.call('PEXPIRE', weights, text(span + length + MARGIN))
  return step
end

local function length(span, cap)
  return cap <= EXACT and 1 or span / STEPS
end

-- what a gateway reserved that did not come back
local function expire(leases, reserved)
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', text(now))) do
    redis.call('ZREM', leases, gone)
    add(reserved, 'tokens', -number(redis.call('HGET', reserved, gone .. ':t')))
    add(reserved, 'money', -number(redis.call('HGET', reserved, gone .. ':m')))
    redis.call('HDEL', reserved, gone .. ':t', gone .. ':m')
  end
end

local function spent(key, field, known)
  local value = number(redis.call('HGET', key, field))
  if known > value then
    redis.call('HSET', key, field, text(known))
    return known
  end
  return value
end

local limit, remaining, reset = -1, 0, 0
local function tightest(steps, weights, span, cap)
  if cap < 0 then return end
  local left = cap - number(redis.call('HGET', weights, 'sum'))
  if limit < 0 or left < remaining then
    local oldest = redis.call('LINDEX', steps, 0)
    limit, remaining = cap, left
    reset = oldest and tonumber(oldest) + span - now or 0
  end
end

local holders = #KEYS / 10
local function keys(holder) return unpack(KEYS, holder * 10 + 1, holder * 10 + 10) end
local function caps(holder) return unpack(ARGV, 8 + holder * 12, 15 + holder * 12) end
local function knowns(holder) return unpack(ARGV, 16 + holder * 12, 19 + holder * 12) end

local levels = {}
for holder = 0, holders - 1 do
  local m, mw, h, hw, t, tw, l, r, day, month = keys(holder)
  local cm, ch, ct, cc, dm, dt, mm, mt = caps(holder)
  local kdm, kdt, kmm, kmt = knowns(holder)
  forget(m, mw, MINUTE)
  forget(h, hw, HOUR)
  forget(t, tw, MINUTE)
  expire(l, r)

  local function refuse(rule, millis, used, reserved)
    tightest(m, mw, MINUTE, tonumber(cm))
    tightest(h, hw, HOUR, tonumber(ch))
    return { 0, limit, remaining, reset, holder, rule, millis, used, reserved }
  end
  local function window(rule, steps, weights, span, cap, weight)
    local used = cap < 0 and 0 or number(redis.call('HGET', weights, 'sum'))
    if cap >= 0 and used + weight > cap then
      return refuse(rule, wait(steps, weights, span, used + weight - cap), used, 0)
    end
  end
  local function budget(rule, key, field, cap, known, weight)
    if cap < 0 then return end
    local used, reserved = spent(key, field, known), number(redis.call('HGET', r, field))
    if used + reserved + weight > cap then return refuse(rule, 0, used, reserved) end
    levels[#levels + 1] = { holder, rule, used + reserved + weight }
  end

  local refused = window(0, m, mw, MINUTE, tonumber(cm), 1)
    or window(1, h, hw, HOUR, tonumber(ch), 1)
    or window(2, t, tw, MINUTE, tonumber(ct), tokens)
  if not refused and tonumber(cc) >= 0 then
    local open = redis.call('ZCARD', l)
    if open + 1 > tonumber(cc) then refused = refuse(3, 0, open, 0) end
  end
  refused = refused
    or budget(4, day, 'money', tonumber(dm), tonumber(kdm), money)
    or budget(5, day, 'tokens', tonumber(dt), tonumber(kdt), tokens)
    or budget(6, month, 'money', tonumber(mm), tonumber(kmm), money)
    or budget(7, month, 'tokens', tonumber(mt), tonumber(kmt), tokens)
  if refused then return refused end
end

local steps = {}
for holder = 0, holders - 1 do
  local m, mw, h, hw, t, tw, l, r, day, month = keys(holder)
  local cm, ch, ct, cc, dm, dt, mm, mt = caps(holder)
  if tonumber(cm) >= 0 then take(m, mw, MINUTE, length(MINUTE, tonumber(cm)), 1) end
  if tonumber(ch) >= 0 then take(h, hw, HOUR, length(HOUR, tonumber(ch)), 1) end
  steps[holder + 1] = tonumber(ct) >= 0 and take(t, tw, MINUTE, MINUTE / STEPS, tokens) or 0
  redis.call('ZADD', l, text(now + lease), request)
  redis.call('HSET', r, request .. ':t', text(tokens))
  redis.call('HSET', r, request .. ':m', text(money))
  add(r, 'tokens', tokens)
  add(r, 'money', money)
  redis.call('PEXPIRE', l, text(2 * lease))
  redis.call('PEXPIRE', r, text(2 * lease))
  redis.call('PEXPIRE', day, ARGV[5])
  redis.call('PEXPIRE', month, ARGV[6])
  tightest(m, mw, MINUTE, tonumber(cm))
  tightest(h, hw, HOUR, tonumber(ch))
end

local answer = { 1, limit, remaining, reset }
for _, step in ipairs(steps) do answer[#answer + 1] = step end
for _, level in ipairs(levels) do
  for _, part in ipairs(level) do answer[#answer + 1] = part end
end
return answer
