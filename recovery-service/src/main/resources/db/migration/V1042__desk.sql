-- What colleagues tell each other about a journey. It is no event, and has no way to a customer: nothing else reads this table.
create table note (
  id uuid primary key,
  version integer not null,
  journey_id uuid not null references journey,
  by_id text not null,
  by_name text not null,
  words text not null,
  written_at timestamptz not null,
  edited_at timestamptz
);
create index note_of on note (journey_id, written_at, id);

-- What a note said before it was edited.
create table note_before (
  note_id uuid not null references note,
  version integer not null,
  words text not null,
  replaced_at timestamptz not null,
  primary key (note_id, version)
);
create function note_before_stays() returns trigger language plpgsql as $$
begin
  raise exception 'note_before is append-only';
end $$;
create trigger note_before_stays before update or delete on note_before for each row execute function note_before_stays();

-- What a person has begun to write. Nobody and nothing else deletes it.
create table draft (
  journey_id uuid not null references journey,
  person_id text not null,
  kind text not null,
  version integer not null,
  words text not null,
  saved_at timestamptz not null,
  primary key (journey_id, person_id, kind)
);
create index draft_of_person on draft (person_id, saved_at);

-- Who looks at a journey at the moment. Of no use after a crash, so it costs no write-ahead log.
create unlogged table viewer (
  journey_id uuid not null,
  person_id text not null,
  person_name text not null,
  seen_at timestamptz not null,
  primary key (journey_id, person_id)
);
create index viewer_by_time on viewer (seen_at);

create table saved_filter (
  id uuid primary key,
  version integer not null,
  by_id text not null,
  by_name text not null,
  team text,
  name text not null,
  filter jsonb not null,
  saved_at timestamptz not null
);
create index saved_filter_of on saved_filter (by_id, name, id);
create index saved_filter_of_team on saved_filter (team, name, id) where team is not null;

create table macro (
  id uuid primary key,
  version integer not null,
  by_id text not null,
  by_name text not null,
  team text,
  name text not null,
  steps jsonb not null,
  saved_at timestamptz not null
);
create index macro_of on macro (by_id, name, id);
create index macro_of_team on macro (team, name, id) where team is not null;
