-- What each colleague's entries are counted by. Whoever adds one holds this row until that is committed, so that entries become
-- visible in the order of their numbers: who reads on from a number misses none.
create table feed (
  person text primary key,
  last bigint not null,
  read_up_to bigint not null default 0
);

create table feed_entry (
  person text not null,
  number bigint not null,
  delivery uuid not null unique,
  kind text not null,
  complaint_id uuid,
  reference text,
  title text not null,
  words text not null,
  at timestamptz not null default now(),
  primary key (person, number)
);
create index feed_entry_about on feed_entry (complaint_id) where complaint_id is not null;
create index feed_entry_at on feed_entry (at);
