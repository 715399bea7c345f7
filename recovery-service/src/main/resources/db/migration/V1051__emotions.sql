-- How customers felt, as they named it themselves: when they complained, on each leg, and after. Never their words.
create table intake_emotion (
  journey_id uuid primary key,
  emotions text[] not null,
  at timestamptz not null
);

create table leg_rating (
  leg_id uuid primary key,
  journey_id uuid not null,
  satisfaction integer not null check (satisfaction between 1 and 5),
  emotions text[] not null,
  at timestamptz not null
);
create index leg_rating_of on leg_rating (journey_id, at);
create index leg_rating_by_time on leg_rating (at);

create table survey_copy (
  survey_id uuid primary key,
  journey_id uuid not null,
  resolution integer not null,
  owner_id text not null,
  satisfaction integer not null check (satisfaction between 1 and 5),
  effort integer not null check (effort between 1 and 5),
  emotions text[] not null,
  job_restored boolean,
  low boolean not null,
  -- The promise to come back to them, where they asked for that.
  follow_up uuid,
  at timestamptz not null
);
create index survey_copy_of on survey_copy (journey_id, at);
create index survey_copy_by_time on survey_copy (at);
