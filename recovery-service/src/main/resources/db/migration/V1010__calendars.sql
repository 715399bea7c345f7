-- When people work. A change makes another version; what was promised by one stays promised by it.
create table calendar (
  id text not null,
  version integer not null,
  name text not null,
  zone text not null,
  -- Spans by weekday: {"MONDAY": ["09:00-13:00", "14:00-17:00"]}
  week jsonb not null,
  -- Whose public holidays it was seeded with, and what they were, by date. Kept, since the source of seeds changes over the years.
  region text,
  seeded jsonb not null,
  -- What the region's holidays are overridden with.
  added jsonb not null,
  removed text[] not null,
  made_by_id text,
  made_by_name text,
  made_at timestamptz not null,
  primary key (id, version)
);

create function calendar_stays() returns trigger language plpgsql as $$
begin
  raise exception 'A version of a calendar stays as it is';
end $$;
create trigger calendar_stays before update or delete or truncate on calendar execute function calendar_stays();

insert into calendar (id, version, name, zone, week, seeded, added, removed, made_at) values
  ('always', 1, 'Day and night', 'UTC',
   '{"MONDAY": ["00:00-24:00"], "TUESDAY": ["00:00-24:00"], "WEDNESDAY": ["00:00-24:00"], "THURSDAY": ["00:00-24:00"],
     "FRIDAY": ["00:00-24:00"], "SATURDAY": ["00:00-24:00"], "SUNDAY": ["00:00-24:00"]}', '{}', '{}', '{}', now()),
  ('office', 1, 'Office hours', 'UTC',
   '{"MONDAY": ["09:00-13:00", "14:00-17:00"], "TUESDAY": ["09:00-13:00", "14:00-17:00"],
     "WEDNESDAY": ["09:00-13:00", "14:00-17:00"], "THURSDAY": ["09:00-13:00", "14:00-17:00"],
     "FRIDAY": ["09:00-13:00", "14:00-17:00"]}', '{}', '{}', '{}', now());
