-- What customers said, with what tells who they are left blank: one for each complaint, and one for each survey that has words.
create table voice (
  id uuid primary key,
  source text not null,
  source_id uuid not null,
  complaint_id uuid not null references complaint,
  -- Absent once its person is forgotten: that somebody spoke can still be counted, and nothing is written here again.
  words text,
  blanks integer not null,
  rules integer not null,
  said_at timestamptz not null,
  written_at timestamptz not null default now(),
  product text,
  cause text,
  sub_cause text,
  segment text,
  language text not null,
  emotions text[] not null,
  satisfaction smallint,
  constraint voice_once unique (source, source_id)
);
create index voice_newest on voice (said_at desc, id desc) where words is not null;
create index voice_by_product on voice (product, said_at desc, id desc) where words is not null;
create index voice_by_cause on voice (cause, said_at desc, id desc) where words is not null;
create index voice_by_segment on voice (segment, said_at desc, id desc) where words is not null;
create index voice_by_language on voice (language, said_at desc, id desc) where words is not null;
create index voice_by_emotion on voice using gin (emotions);
create index voice_of on voice (complaint_id);
create index voice_written on voice (written_at);
create index voice_by_rules on voice (rules, id) where words is not null;

-- Why what was complained of happened, for voices that come before or after it is known.
create table voice_cause (
  complaint_id uuid primary key,
  cause text not null,
  sub_cause text,
  classified_at timestamptz not null
);

-- Who has read which page of voices on which day: readers are only told apart.
create table voice_reading (
  day date not null,
  reader bytea not null,
  page bytea not null,
  department text not null,
  voices integer not null,
  primary key (day, reader, page)
);

create table voice_digest (
  id uuid primary key,
  since timestamptz not null,
  until timestamptz not null constraint voice_digest_once unique,
  gathered_at timestamptz not null,
  voices integer not null,
  by_product jsonb not null
);
