-- Two people forget somebody: one asks, another confirms. What it was asked for stays; what was written about it does not.
create table erasure (
  id uuid primary key,
  version integer not null,
  customer_id uuid not null references customer,
  ground text not null,
  reason text not null,
  state text not null,
  asked_at timestamptz not null,
  asked_by_id text not null,
  asked_by_name text not null,
  decided_at timestamptz,
  decided_by_id text,
  decided_by_name text,
  complaints integer,
  -- When it is looked next for what arrived in the meantime.
  sweep_at timestamptz
);
create unique index erasure_asked on erasure (customer_id) where state = 'ASKED';
create index erasure_newest on erasure (asked_at desc, id desc);
create index erasure_by_state on erasure (state, asked_at desc, id desc);
create index erasure_sweep on erasure (sweep_at) where sweep_at is not null;

-- Who read or took what of whom, where that is not everybody's to read. Rows are added and nothing else.
create table customer_access (
  id uuid primary key,
  customer_id uuid not null references customer,
  kind text not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null
);
create index customer_access_of on customer_access (customer_id, at desc, id desc);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is insert-only', tg_table_name;
end $$;
create trigger customer_access_insert_only before update or delete or truncate on customer_access
  for each statement execute function refuse_change();
