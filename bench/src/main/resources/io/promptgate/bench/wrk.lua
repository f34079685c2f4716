-- One request over and over. Says at the end, as one line of JSON, what came of it.
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  local file = assert(io.open(os.getenv("BENCH_BODY"), "rb"))
  wrk.method = "POST"
  wrk.body = file:read("*a")
  file:close()
  wrk.headers["content-type"] = "application/json"
  wrk.headers["authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
  prepared = wrk.format()
  sent = 0
end

function request()
  sent = sent + 1
  return prepared
end

-- user and system time of this process, in hundredths of a second
local function ticks()
  local file = assert(io.open("/proc/self/stat", "r"))
  local text = file:read("*a"):gsub("^.*%) ", "")
  file:close()
  local fields = {}
  for field in text:gmatch("%S+") do
    fields[#fields + 1] = tonumber(field) or 0
  end
  return fields[12] + fields[13]
end

function done(summary, latency)
  local total = 0
  for _, thread in ipairs(threads) do
    -- wrk asks each script for one request that it does not send
    total = total + thread:get("sent") - 1
  end
  local errors = summary.errors
  io.write(string.format(
    'BENCH {"micros":%d,"sent":%d,"answered":%d,"status_errors":%d,"broken":%d,'
      .. '"p50_micros":%d,"p99_micros":%d,"cpu_ticks":%d}\n',
    summary.duration, total, summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), ticks()))
end
