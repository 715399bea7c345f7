-- Who speaks for a customer is written to instead; about whom stands beside.
alter table recipient
  add column about_customer_id uuid references recipient_customer,
  -- Since when nobody is told anything about it any more: they asked to be forgotten.
  add column erased_at timestamptz;
create index recipient_of_customer on recipient (customer_id);
create index recipient_about on recipient (about_customer_id) where about_customer_id is not null;

-- Addresses of which nobody knows yet whether they are somebody's: about no complaint, and for half an hour.
create table address_to_verify (
  id uuid primary key,
  email text not null,
  language text not null,
  until_at timestamptz not null
);
create index address_to_verify_until on address_to_verify (until_at);
create index address_to_verify_email on address_to_verify (lower(email));

alter table delivery
  alter column complaint_id drop not null,
  add column address_id uuid,
  add constraint delivery_about_one check ((complaint_id is null) <> (address_id is null)),
  drop constraint delivery_state_check,
  add constraint delivery_state_check check (state in ('WAITING', 'QUEUED', 'SENT', 'FAILED', 'DROPPED')),
  add column erased boolean not null default false;

-- Whose traces are still on their way out: looked at until nothing is left of them.
create table to_forget (
  id uuid primary key,
  since timestamptz not null
);
