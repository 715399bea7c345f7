create extension if not exists btree_gist;

create table journey (
  id uuid primary key,
  version integer not null,
  reference text not null,
  customer_id uuid not null,
  customer_version integer not null,
  customer_name text not null,
  language text not null,
  value_amount numeric(20, 4),
  value_currency text,
  verbatim text not null,
  desired_outcome text,
  product text,
  state text not null,
  owner_id text not null,
  owner_name text not null,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  apologised_at timestamptz,
  cause text,
  cause_evidence text,
  open_legs integer not null check (open_legs >= 0),
  open_remedies integer not null check (open_remedies >= 0),
  proposed_at timestamptz,
  closed_at timestamptz,
  closing text,
  -- The soonest promise that is still to be kept; far in the future where there is none. What a queue is sorted by.
  next_promise_at timestamptz not null
);
create index journey_queue on journey (owner_id, next_promise_at, id) where state <> 'CLOSED';
create index journey_by_promise on journey (next_promise_at, id) where state <> 'CLOSED';
create index journey_by_state on journey (state, next_promise_at, id);
create index journey_of_customer on journey (customer_id);

-- Who owned it, when. Intervals of a journey cannot overlap; that they leave no gap is kept by the one statement that ends
-- an interval at the instant at which it begins the next, and can be seen at /v1/journeys/{id}/ownership.
create table owner_interval (
  id uuid primary key,
  journey_id uuid not null references journey,
  owner_id text not null,
  owner_name text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  reason text not null,
  period tstzrange not null generated always as (tstzrange(from_at, until_at)) stored,
  constraint one_owner_at_every_instant exclude using gist (journey_id with =, period with &&)
);
create index owner_interval_of on owner_interval (journey_id, from_at);

create table promise (
  id uuid primary key,
  journey_id uuid not null references journey,
  kind text not null,
  due_at timestamptz not null,
  state text not null,
  made_at timestamptz not null,
  settled_at timestamptz
);
create index promise_due on promise (due_at) where state = 'PENDING';
create index promise_of on promise (journey_id, due_at);

create table party (
  id text primary key,
  version integer not null,
  name text not null,
  requires text[] not null
);

create table leg (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  party_id text not null references party,
  party_name text not null,
  work text not null,
  packet jsonb not null,
  due_at timestamptz not null,
  state text not null,
  requested_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  answer text
);
create index leg_of on leg (journey_id, requested_at);
create index leg_by_party on leg (party_id, state, due_at, id);

create table apology (
  id uuid primary key,
  journey_id uuid not null references journey,
  by_id text not null,
  by_name text not null,
  words text not null,
  made_at timestamptz not null
);
create index apology_of on apology (journey_id, made_at);

create table remedy (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  kind text not null,
  description text not null,
  amount numeric(14, 4),
  currency text,
  state text not null,
  offered_by_id text not null,
  offered_by_name text not null,
  offered_at timestamptz not null,
  answered_at timestamptz,
  delivered_at timestamptz,
  proof text
);
create index remedy_of on remedy (journey_id, offered_at);
