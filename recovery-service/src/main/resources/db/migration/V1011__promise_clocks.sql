-- A promise's clock. What it is reckoned from stays (made_at, agreed_at, the calendar); what it says now is kept beside it and
-- is the same whenever it is reckoned anew from the pauses. There is one timer: next_at, and at which stage it fires.
alter table promise
  add column calendar_id text not null default 'always',
  add column calendar_version integer not null default 1,
  add column term text,
  -- When it was due when it was made, had no clock ever stood still.
  add column agreed_at timestamptz,
  add column warn_at timestamptz,
  add column escalate_at timestamptz,
  add column stage text,
  add column next_at timestamptz,
  add column charter_right text,
  add column replaces uuid references promise,
  add column words text,
  add column done_at timestamptz,
  add column proof text;
update promise set
  agreed_at = due_at,
  warn_at = made_at + (due_at - made_at) * 0.75,
  escalate_at = due_at + interval '1 day',
  stage = case when state = 'PENDING' then 'BREAK' end,
  next_at = case when state = 'PENDING' then due_at end,
  done_at = settled_at;
alter table promise
  alter column calendar_id drop default,
  alter column calendar_version drop default,
  alter column agreed_at set not null,
  alter column warn_at set not null,
  alter column escalate_at set not null,
  add foreign key (calendar_id, calendar_version) references calendar (id, version),
  add constraint one_timer check ((stage is null) = (next_at is null)),
  add constraint warned_before_due check (warn_at <= due_at and due_at <= escalate_at);
drop index promise_due;
create index promise_next on promise (next_at) where next_at is not null;
-- A promise is made anew once; who wants it later still replaces the new one.
create unique index promise_replaced on promise (replaces) where replaces is not null;

create table pause (
  id uuid primary key,
  journey_id uuid not null references journey,
  reason text not null,
  words text,
  by_id text not null,
  by_name text not null,
  started_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  ended_by_id text,
  ended_by_name text,
  constraint bounded check (started_at < until_at and ended_at >= started_at and ended_at <= until_at)
);
create unique index pause_open on pause (journey_id) where ended_at is null;
create index pause_due on pause (until_at) where ended_at is null;
create index pause_of on pause (journey_id, started_at);
