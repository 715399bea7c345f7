-- By what customers are told no: whose rule it is, what it says and what it is for. wordings: what customers are told of it, by
-- language, as [{"language": "el", "title": …, "escalation": …, "statutory": …}].
create table policy (
  id text primary key,
  version integer not null,
  owner_id text not null,
  owner_name text not null,
  title text not null,
  text text not null,
  purpose text not null,
  wordings jsonb not null,
  -- What the scales are counted from: the owner's last look at it.
  reviewed_at timestamptz not null,
  review_raised_at timestamptz,
  review_raised_on uuid references journey
);

create table policy_review (
  id uuid primary key,
  policy_id text not null references policy,
  outcome text not null,
  refused integer not null,
  abuses integer not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null
);
create index policy_review_of on policy_review (policy_id, at desc, id desc);

create table refusal (
  id uuid primary key,
  journey_id uuid not null references journey,
  customer_id uuid not null,
  policy_id text not null references policy,
  policy_version integer not null,
  policy_title text not null,
  reason text not null,
  escalation text not null,
  statutory text,
  by_id text not null,
  by_name text not null,
  at timestamptz not null
);
create index refusal_of on refusal (journey_id, at, id);
create index refusal_by_policy on refusal (policy_id, at, customer_id);

-- A customer who was proven to abuse a policy. It touches that customer alone, and ends.
create table abuse_flag (
  id uuid primary key,
  version integer not null,
  policy_id text not null references policy,
  customer_id uuid not null,
  evidence text not null,
  set_by_id text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  expires_at timestamptz not null,
  lifted_by_id text,
  lifted_by_name text,
  lifted_at timestamptz,
  lifted_because text,
  check (expires_at > set_at)
);
create index abuse_flag_of_policy on abuse_flag (policy_id, set_at desc, id desc);
create index abuse_flag_of_customer on abuse_flag (customer_id, expires_at);
