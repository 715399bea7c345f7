-- What someone said when they apologised, as a digest of it: so that the same words for everybody are noticed.
create table apology_words (
  by_id text not null,
  essence bytea not null,
  journey_id uuid not null references journey,
  said_at timestamptz not null,
  primary key (by_id, essence, journey_id)
);
create index apology_words_of on apology_words (journey_id);
