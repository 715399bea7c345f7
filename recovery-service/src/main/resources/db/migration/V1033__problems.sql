-- A cause that several complaints share, with its fix, and the proof that it happens no more.
create table problem (
  id uuid primary key,
  version integer not null,
  title text not null,
  cause text not null,
  sub_cause text,
  product text,
  hypothesis text,
  state text not null,
  window_days integer not null check (window_days > 0),
  -- Complaints of its cause in a window before the fix: stated, or counted when it is fixed.
  baseline integer check (baseline > 0),
  said jsonb,
  fixed jsonb,
  fixed_at timestamptz,
  recurrence integer,
  undecided integer,
  measured_at timestamptz,
  verified_at timestamptz,
  closed_at timestamptz,
  raised_by_id text not null,
  raised_by_name text not null,
  raised_at timestamptz not null
);
create index problem_newest on problem (raised_at, id);
create index problem_by_state on problem (state, raised_at, id);

create table problem_journey (
  problem_id uuid not null references problem,
  journey_id uuid not null references journey,
  linked_at timestamptz not null,
  -- When the customer was told "you said, we fixed".
  told_at timestamptz,
  primary key (problem_id, journey_id)
);
create index problem_journey_of on problem_journey (journey_id);
create index problem_journey_untold on problem_journey (problem_id, journey_id) where told_at is null;

-- Who was hit and never complained.
create table problem_affected (
  id uuid primary key,
  problem_id uuid not null references problem,
  customer_id uuid,
  name text,
  language text not null,
  email text,
  added_at timestamptz not null,
  contacted_at timestamptz,
  contacted_by_id text,
  contacted_by_name text,
  check (customer_id is not null or email is not null)
);
create unique index problem_affected_customer on problem_affected (problem_id, customer_id);
create unique index problem_affected_email on problem_affected (problem_id, lower(email));
create index problem_affected_of on problem_affected (problem_id, added_at, id);

-- What counts as its recurrence, and what nobody has classified yet.
create index journey_by_cause on journey (cause, opened_at) where cause is not null;
create index journey_undecided on journey (opened_at) where cause is null;
