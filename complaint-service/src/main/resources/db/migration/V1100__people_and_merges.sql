-- What the customer says that they feel; who speaks for them; the known problem that is theirs too; which complaint answers it now.
alter table complaint
  add column emotions text[] not null default '{}',
  add column representative_id uuid references customer,
  add column problem_id uuid,
  add column merged_into uuid references complaint,
  add column erased_at timestamptz;
create index complaint_by_representative on complaint (representative_id) where representative_id is not null;
create index complaint_absorbed on complaint (merged_into) where merged_into is not null;
alter table customer
  add column preferred_medium text;
