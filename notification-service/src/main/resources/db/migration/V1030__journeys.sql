-- What has to be known of a journey to tell who is to hear what. Either event may be the first to come.
create table journey (
  complaint_id uuid primary key,
  owner_id text,
  owner_name text,
  since timestamptz,
  apologised_at timestamptz
);

-- Of what was before nobody here knows whether somebody had apologised: nothing of it is held back.
insert into journey (complaint_id, apologised_at) select complaint_id, now() from recipient;

create table transfer_offer (
  transfer_id uuid primary key,
  complaint_id uuid not null,
  to_id text not null,
  to_name text not null
);
create index transfer_offer_of on transfer_offer (complaint_id);

-- What a customer is told of a remedy once somebody has apologised.
create table held_message (
  event_id uuid primary key,
  position bigint generated always as identity,
  complaint_id uuid not null,
  kind text not null,
  about uuid,
  model jsonb not null
);
create index held_message_of on held_message (complaint_id, position);
