-- Whether there is an address to which anything can be sent, of the customer and of who speaks for them: whoever has none is
-- acknowledged in person.
alter table journey add column customer_addressed boolean not null default true;
alter table journey add column representative_addressed boolean not null default true;

-- Whether somebody who tried to reach the customer did.
alter table attempt add column reached boolean not null default false;

-- Messages that did not reach whom they were for, and whose task each is. The task may be on another journey, into which this one
-- was merged; it is made later where the journey is not known yet, since a receipt can come back sooner than its journey begins.
create table lost_message (
  id uuid primary key,
  journey_id uuid not null,
  audience text not null,
  message text not null,
  medium text not null,
  about uuid,
  reason text not null,
  lost_at timestamptz not null,
  task_id uuid
);
create index lost_message_of on lost_message (journey_id);
create index lost_message_of_task on lost_message (task_id);
create index lost_message_waiting on lost_message (lost_at, id) where task_id is null;
