-- One for each resolution of a complaint. What it was about is copied, so that it can still be counted when its person is forgotten;
-- what stands here of the answer is the latest, and every answer stands in survey_answer.
create table survey (
  id uuid primary key,
  version integer not null,
  complaint_id uuid not null references complaint,
  resolution integer not null check (resolution > 0),
  asked_at timestamptz not null,
  closing text,
  reopened_at timestamptz,
  product text,
  channel text not null,
  language text not null,
  segment text,
  owner_id text not null,
  owner_name text not null,
  emotions_before text[] not null,
  answers integer not null,
  answered_at timestamptz,
  amended_at timestamptz,
  satisfaction smallint check (satisfaction between 1 and 5),
  effort smallint check (effort between 1 and 5),
  emotions text[] not null,
  job_restored boolean,
  low boolean not null,
  excluded_at timestamptz,
  excluded_by_id text,
  excluded_by_name text,
  excluded_reason text,
  constraint survey_once unique (complaint_id, resolution)
);
create index survey_asked on survey (asked_at);
create index survey_answered on survey (answered_at desc, id desc) where answered_at is not null;
create index survey_low on survey (answered_at desc, id desc) where low;
create index survey_by_product on survey (product, answered_at desc, id desc) where answered_at is not null;
create index survey_by_owner on survey (owner_id, answered_at desc, id desc) where answered_at is not null;

create table survey_answer (
  survey_id uuid not null references survey,
  place integer not null check (place > 0),
  answered_at timestamptz not null,
  satisfaction smallint not null check (satisfaction between 1 and 5),
  effort smallint not null check (effort between 1 and 5),
  emotions text[] not null,
  job_restored boolean,
  low boolean not null,
  words text,
  primary key (survey_id, place)
);

-- A lead left it out of the figures, or took it in again.
create table survey_exclusion (
  id uuid primary key,
  survey_id uuid not null references survey,
  excluded boolean not null,
  by_id text not null,
  by_name text not null,
  reason text not null,
  at timestamptz not null
);
create index survey_exclusion_of on survey_exclusion (survey_id, at);

-- A leg that was walked, once for each round of it.
create table walked_leg (
  id uuid primary key,
  version integer not null,
  leg_id uuid not null,
  round integer not null check (round > 0),
  complaint_id uuid not null references complaint,
  party_id text not null,
  party_name text not null,
  completed_at timestamptz not null,
  ratings integer not null,
  rated_at timestamptz,
  satisfaction smallint check (satisfaction between 1 and 5),
  emotions text[] not null,
  constraint walked_leg_once unique (leg_id, round)
);
create index walked_leg_of on walked_leg (complaint_id, completed_at);

create table leg_rating (
  walked_leg_id uuid not null references walked_leg,
  place integer not null check (place > 0),
  rated_at timestamptz not null,
  satisfaction smallint check (satisfaction between 1 and 5),
  emotions text[] not null,
  primary key (walked_leg_id, place)
);

-- What customers said that they feel after they had complained, and whom they told it if not their page.
create table named_emotion (
  id uuid primary key,
  complaint_id uuid not null references complaint,
  named_at timestamptz not null,
  emotions text[] not null,
  heard_by_id text,
  heard_by_name text,
  in_their_words text
);
create index named_emotion_of on named_emotion (complaint_id, named_at);

-- What was answered stays as it was answered. Only the words go, when their person is forgotten.
create function answers_stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'words' = to_jsonb(old) - 'words' and new.words is null then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger survey_answer_stays before update or delete on survey_answer for each row execute function answers_stay();
create trigger leg_rating_stays before update or delete on leg_rating for each row execute function answers_stay();
