-- How fast a token may ask, and how much it may use by the calendar; null = without that limit.
alter table config.token
    add column rate_limit_per_minute  integer check (rate_limit_per_minute > 0),
    add column rate_limit_per_hour    integer check (rate_limit_per_hour > 0),
    add column tokens_per_minute      integer check (tokens_per_minute > 0),
    add column concurrent_requests    integer check (concurrent_requests > 0),
    add column max_tokens_per_request integer check (max_tokens_per_request > 0),
    add column monthly_budget_usd     numeric check (monthly_budget_usd >= 0),
    add column daily_budget_usd       numeric check (daily_budget_usd >= 0),
    add column monthly_token_limit    bigint check (monthly_token_limit > 0),
    add column daily_token_limit      bigint check (daily_token_limit > 0);
