-- By which medium for which kind, when not, and what they want no more of.
alter table preference
  add column wishes jsonb not null default '{"media": [], "kinds": {}, "digest": [], "stopped": []}',
  add column version integer not null default 0;
