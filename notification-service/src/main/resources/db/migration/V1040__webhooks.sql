-- Programs that are told of events. What they sign by is derived from the id and the generation, and stands nowhere.
create table webhook (
  id uuid primary key,
  version integer not null default 0,
  url text not null,
  description text,
  -- Of which events; none named means all.
  types text[] not null default '{}',
  generation integer not null default 1,
  -- Until when the key before this one signs as well.
  rotating_until timestamptz,
  disabled_at timestamptz,
  disabled_why text,
  -- Since when nothing was taken, and when something was last.
  failing_since timestamptz,
  last_taken_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index webhook_newest on webhook (created_at desc, id desc);
create index delivery_of_event on delivery (event_id, person) where audience = 'SUBSCRIBER';
