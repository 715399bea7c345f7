-- Whoever is told something, by whichever medium: not customers alone, and not by mail alone.
alter table recipient_customer
  add column phone text,
  add column preferred text;

create table preference (
  audience text not null,
  person_id text not null,
  name text,
  email text,
  phone text,
  language text,
  zone text,
  primary key (audience, person_id)
);

alter table delivery rename column role to audience;
alter table delivery
  -- A customer by their complaint, whoever speaks for them; an address to verify, a colleague, a party, a program by their ids.
  add column person text,
  -- Who it was that was written to, once it was.
  add column reached text,
  -- What it tells of, by its id.
  add column about uuid,
  -- What must not wait keeps to no order.
  add column urgent boolean not null default false,
  -- What goes out in the order in which it happened.
  add column lane uuid,
  -- Who takes it in: a mail domain, a webhook. One that is slow does not keep the others waiting.
  add column receiver text not null default '-',
  add column expires_at timestamptz,
  -- Of the address, so that it can be counted how much it gets without it being kept.
  add column destination_hash bytea,
  add column provider_id text,
  add column delivered_at timestamptz,
  -- How often it was sent anew, for whoever asks for it.
  add column copy integer not null default 0;

update delivery set person = coalesce(complaint_id, address_id)::text, urgent = address_id is not null, lane = complaint_id;

alter table delivery
  alter column person set not null,
  drop constraint delivery_about_one,
  drop constraint delivery_once,
  add constraint delivery_once unique (event_id, audience, person, medium, copy),
  drop constraint delivery_state_check,
  add constraint delivery_state_check
    check (state in ('WAITING', 'QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'DROPPED'));

drop index delivery_due;
drop index delivery_code_due;
drop index delivery_queue;
create index delivery_due on delivery (medium, urgent, receiver, next_attempt_at, position) where state = 'QUEUED';
create index delivery_lane on delivery (lane, position) where state = 'QUEUED' and not urgent;
create index delivery_by_person on delivery (person, created_at desc, id desc);
create index delivery_by_reached on delivery (reached, created_at desc, id desc) where reached is not null;
create index delivery_to on delivery (destination_hash, sent_at) where destination_hash is not null;
create unique index delivery_of_provider on delivery (medium, provider_id) where provider_id is not null;

-- Nothing leaves by these media for now.
create table channel_pause (
  medium text primary key,
  since timestamptz not null,
  by_id text not null,
  by_name text not null,
  reason text not null
);
