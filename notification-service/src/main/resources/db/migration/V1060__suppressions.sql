-- Addresses that nothing more is sent to. The address itself is not kept: only what it is recognised by, if it comes again.
create table suppression (
  id uuid primary key,
  medium text not null,
  hash bytea not null,
  reason text not null,
  -- Only what its reader misses nothing without.
  optional_only boolean not null,
  words text not null,
  since timestamptz not null,
  by_id text,
  by_name text,
  lifted_at timestamptz,
  lifted_by_id text,
  lifted_by_name text,
  lifted_because text,
  constraint suppression_lifted_whole check (num_nulls(lifted_at, lifted_by_id, lifted_by_name, lifted_because) in (0, 4))
);
create unique index suppression_of on suppression (medium, hash, optional_only) where lifted_at is null;
create index suppression_newest on suppression (since desc, id desc);
create index suppression_by_hash on suppression (medium, hash, since desc, id desc);
