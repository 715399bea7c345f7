-- Who works here: whom a journey can be given to. Ids are those of the identity provider.
create table agent (
  id text primary key,
  version integer not null,
  name text not null,
  team text not null,
  role text not null,
  languages text[] not null,
  skills text[] not null,
  capacity integer not null check (capacity >= 0),
  presence text not null
);
create index agent_by_name on agent (name, id);
create index agent_of_team on agent (team, role);

-- Who is away, from when until when, and who owns their journeys meanwhile.
create table absence (
  id uuid primary key,
  agent_id text not null references agent,
  deputy_id text not null references agent,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  reason text not null,
  -- Whoever was given a journey while the absence was being written did not see it yet: they are looked at once more then.
  recheck_at timestamptz,
  period tstzrange not null generated always as (tstzrange(from_at, until_at)) stored,
  check (agent_id <> deputy_id),
  constraint away_once_at_a_time exclude using gist (agent_id with =, period with &&)
);
create index absence_recheck on absence (recheck_at) where recheck_at is not null;
create index absence_of on absence (agent_id, from_at);
create index absence_until on absence (until_at);

-- The owner is the person whom it was given to or, while they are away, who stands in for them. owner_check_at is the next
-- instant at which the two may part or meet again; the row is its own timer.
alter table journey add column holder_id text;
alter table journey add column holder_name text;
update journey set holder_id = owner_id, holder_name = owner_name;
alter table journey alter column holder_id set not null;
alter table journey alter column holder_name set not null;
alter table journey add column owner_since timestamptz;
update journey set owner_since = opened_at;
alter table journey alter column owner_since set not null;
alter table journey add column owner_check_at timestamptz not null default '9999-12-31';
alter table journey add column team text;
create index journey_owner_check on journey (owner_check_at) where state <> 'CLOSED' and owner_check_at < '9999-12-31';
create index journey_of_holder on journey (holder_id) where state <> 'CLOSED';
create index journey_of_team on journey (team, next_promise_at, id) where state <> 'CLOSED';
-- Who made it right with this customer, the last first.
create index journey_made_right on journey (customer_id, closed_at desc) where closing = 'CONFIRMED';

-- What is not closed and not updated much: an interval's end is written once, and nothing of it is ever taken back.
create function owner_interval_is_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'owner_interval keeps what it has';
  end if;
  if old.until_at is not null or new.journey_id <> old.journey_id or new.owner_id <> old.owner_id or new.from_at <> old.from_at then
    raise exception 'owner_interval keeps what it has';
  end if;
  return new;
end $$;
create trigger owner_interval_is_history before update or delete on owner_interval
  for each row execute function owner_interval_is_history();
alter table owner_interval add column stands_in_for text;

-- A change of owner that was offered. One at a time.
create table transfer (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  from_id text not null,
  from_name text not null,
  to_id text not null,
  to_name text not null,
  reason text not null,
  state text not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  answer text
);
create unique index transfer_pending on transfer (journey_id) where state = 'OFFERED';
create index transfer_of on transfer (journey_id, offered_at, id);
create index transfer_to on transfer (to_id, offered_at, id) where state = 'OFFERED';
create index transfer_expiry on transfer (expires_at) where state = 'OFFERED';

-- What a person has to do about a journey.
create table task (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null,
  person_id text not null,
  person_name text not null,
  kind text not null,
  what text not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  done_at timestamptz
);
create index task_open on task (person_id, due_at, id) where done_at is null;
create index task_of on task (journey_id, made_at, id);

-- A try to reach the customer.
create table attempt (
  id uuid primary key,
  journey_id uuid not null references journey,
  channel text not null,
  by_id text not null,
  by_name text not null,
  words text,
  made_at timestamptz not null
);
create index attempt_of on attempt (journey_id, made_at, id);
alter table journey add column asked_at timestamptz;
alter table journey add column tried_on text[] not null default '{}';
alter table journey add column paused_until timestamptz;
alter table journey add column reopened integer not null default 0;
alter table journey add column sub_cause text;
