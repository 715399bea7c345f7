-- How many texts went in an hour to a number (by its hash), and to numbers that share all but the last digits.
create table sms_count (
  what text not null,
  hour timestamptz not null,
  sent integer not null,
  primary key (what, hour)
);

-- What the gateway told of a text before we had written down that it took it.
create table sms_report (
  sid text not null,
  status text not null,
  code text not null,
  at timestamptz not null,
  primary key (sid, status)
);

-- What was texted back, by the gateway's id, so that none of it counts twice.
create table sms_heard (
  sid text primary key,
  at timestamptz not null
);
