-- What we wrote can be known to be where the customer reads it.
alter table message drop constraint message_delivery_check;
alter table message add constraint message_delivery_check
  check (delivery in ('PENDING', 'SENT', 'DELIVERED', 'FAILED'));

-- Addresses to which nothing more is sent, and why: of the customer, or of who speaks for them. Whoever has another address by now
-- is reached by that.
create table dead_address (
  customer_id uuid not null references customer,
  medium text not null,
  address text not null,
  reason text not null,
  since timestamptz not null,
  primary key (customer_id, medium, address)
);
