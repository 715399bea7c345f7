-- What everybody may know of a problem, in every language, once somebody here chose to say it.
alter table problem
  add column known_as jsonb,
  add column known_text jsonb,
  add column published_at timestamptz,
  add column published_by_id text,
  add column published_by_name text;
create index problem_published on problem (published_at, id) where published_at is not null;

alter table problem_journey
  -- The customer says that it is theirs too; nobody here has looked yet.
  add column suspected boolean not null default false,
  -- The journey by whose merging this one came to be linked.
  add column via uuid;
create index problem_journey_via on problem_journey (via) where via is not null;
