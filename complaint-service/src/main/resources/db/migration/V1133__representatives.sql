-- Who speaks for a customer about a complaint, and how we know that they may. Ended, never deleted: who could be told what, and when,
-- stays known.
create table representation (
  id uuid primary key,
  complaint_id uuid not null,
  representative_id uuid not null references customer,
  given text not null,
  evidence text not null,
  until timestamptz,
  recorded_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  ended_at timestamptz,
  ended text,
  check ((ended_at is null) = (ended is null))
);
create unique index representation_standing on representation (complaint_id) where ended_at is null;
create index representation_of on representation (complaint_id, recorded_at desc);
create index representation_by on representation (representative_id);
create index representation_until on representation (until) where ended_at is null and until is not null;
