-- Two complaints about one thing: which one answers the other from when on, who said so and why, and whether it was undone. Where a
-- complaint stands now is its own column, merged_into; nothing else of it is changed, so nothing is lost.
create table complaint_merge (
  id uuid primary key,
  survivor_id uuid not null references complaint,
  absorbed_id uuid not null references complaint,
  reason text not null,
  -- A lead's decision: the customers are not the same, and see nothing of each other's.
  across_customers boolean not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  undone_at timestamptz,
  undone_reason text,
  undone_by_id text,
  undone_by_name text,
  check (survivor_id <> absorbed_id),
  check ((undone_at is null) = (undone_by_id is null))
);
create unique index complaint_merge_standing on complaint_merge (absorbed_id) where undone_at is null;
create index complaint_merge_of on complaint_merge (survivor_id, at, id);
create index complaint_merge_into on complaint_merge (absorbed_id, at, id);
