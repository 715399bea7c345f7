-- Two customers who may be one person: one row, whichever was looked at first. What was dismissed stays so.
create table customer_likeness (
  id uuid primary key,
  one_id uuid not null references customer,
  other_id uuid not null references customer,
  score real not null,
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by_id text,
  dismissed_by_name text,
  check (one_id < other_id),
  constraint customer_likeness_pair unique (one_id, other_id)
);
create index customer_likeness_open on customer_likeness (found_at desc, id desc) where dismissed_at is null;
create index customer_likeness_other on customer_likeness (other_id);

-- Two customers who were found to be one. Undone, never deleted: who said so, and why, stays known.
create table customer_merge (
  id uuid primary key,
  survivor_id uuid not null references customer,
  absorbed_id uuid not null references customer,
  reason text not null,
  given jsonb not null,
  complaints integer not null,
  by_id text not null,
  by_name text not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  undone_reason text,
  undone_by_id text,
  undone_by_name text
);
create unique index customer_merge_standing on customer_merge (absorbed_id) where undone_at is null;
create index customer_merge_of on customer_merge (survivor_id, merged_at desc);
