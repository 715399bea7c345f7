-- The charter, version by version. A journey keeps the one that it began with, so none ever changes.
create table charter_version (
  version integer primary key check (version > 0),
  -- As it was sent, comments and all; and as it was read.
  source text not null,
  document jsonb not null,
  by_id text,
  by_name text,
  at timestamptz not null
);

create function charter_version_stays() returns trigger language plpgsql as $$
begin
  raise exception 'A version of the charter is never changed';
end
$$;
create trigger charter_version_row_stays before update or delete on charter_version
  for each row execute function charter_version_stays();
create trigger charter_version_table_stays before truncate on charter_version
  for each statement execute function charter_version_stays();

-- Which charter a journey began with, and the regime that it falls under.
alter table journey
  add charter_version integer not null default 1,
  add regime text not null default 'iso10002';
