-- One move on many journeys, asked for by one person.
create table bulk_action (
  id uuid primary key,
  by_id text not null,
  by_name text not null,
  roles text[] not null,
  request jsonb not null,
  dry_run boolean not null,
  items integer not null,
  made_at timestamptz not null,
  done_at timestamptz
);
create index bulk_action_open on bulk_action (made_at, id) where done_at is null;

create table bulk_item (
  action_id uuid not null references bulk_action,
  position integer not null,
  journey_id uuid not null,
  -- What it would have been answered on its own; null until it was tried.
  status integer,
  problem jsonb,
  primary key (action_id, position)
);
create index bulk_item_open on bulk_item (action_id, position) where status is null;
