alter table remedy add column withdrawn_at timestamptz;
alter table remedy add column withdrawn_because text;

-- A colleague is asked to grant something from their wallet: a leg that a person holds.
create table asked_grant (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  to_id text not null,
  to_name text not null,
  asked_by_id text not null,
  asked_by_name text not null,
  kind text not null,
  description text not null,
  amount numeric(14, 4) not null check (amount > 0),
  currency text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  state text not null,
  ended_at timestamptz,
  answer text,
  remedy_id uuid references remedy deferrable initially deferred
);
create index asked_grant_of on asked_grant (journey_id, asked_at, id);
create index asked_grant_to on asked_grant (to_id, due_at, id) where state = 'ASKED';
