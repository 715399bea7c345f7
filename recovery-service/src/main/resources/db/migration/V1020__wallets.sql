-- What a person may spend on making good without asking anyone. The row is locked while they spend, so that what is left is
-- counted once. limits holds what differs from the role's own: {"USD": {"perJourney": 3000, "perDay": 9000}}.
create table wallet (
  agent_id text primary key,
  version integer not null,
  agent_name text not null,
  role text not null,
  limits jsonb not null,
  set_by_id text,
  set_by_name text,
  set_at timestamptz
);
create index wallet_by_role on wallet (role desc, agent_id);

-- The ledger: what was spent from whose wallet, and what was taken back. What is written stays.
create table ledger_transaction (
  id uuid primary key,
  kind text not null check (kind in ('SPEND', 'REVERSAL')),
  agent_id text not null references wallet,
  journey_id uuid not null references journey,
  remedy_id uuid not null,
  amount numeric(14, 4) not null check (amount > 0),
  currency text not null,
  -- The wallet's day. A reversal has that of what it reverses: what is taken back tomorrow does not fill tomorrow's wallet.
  day date not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  reverses uuid unique references ledger_transaction,
  check ((kind = 'REVERSAL') = (reverses is not null))
);
create index ledger_of_journey on ledger_transaction (agent_id, currency, journey_id);
create index ledger_of_day on ledger_transaction (agent_id, currency, day);
create index ledger_of_agent on ledger_transaction (agent_id, at desc, id desc);
create index ledger_by_day on ledger_transaction (day);
create unique index one_spend_for_a_remedy on ledger_transaction (remedy_id) where kind = 'SPEND';

create table ledger_entry (
  transaction_id uuid not null references ledger_transaction,
  position integer not null,
  account text not null,
  debit numeric(14, 4) not null check (debit >= 0),
  credit numeric(14, 4) not null check (credit >= 0),
  primary key (transaction_id, position),
  check ((debit = 0) <> (credit = 0))
);
create index ledger_of_account on ledger_entry (account, transaction_id);

create function ledger_stays() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only: % of % is refused', tg_op, tg_table_name;
end $$;
create trigger ledger_stays before update or delete on ledger_transaction for each row execute function ledger_stays();
create trigger ledger_stays before update or delete on ledger_entry for each row execute function ledger_stays();
create trigger ledger_is_not_emptied before truncate on ledger_transaction for each statement execute function ledger_stays();
create trigger ledger_is_not_emptied before truncate on ledger_entry for each statement execute function ledger_stays();

-- At the end of the writing transaction: both sides are equal and are what was spent; a reversal mirrors what it reverses.
create function ledger_adds_up() returns trigger language plpgsql as $$
declare
  written ledger_transaction;
  original ledger_transaction;
  debits numeric;
  credits numeric;
begin
  if tg_table_name = 'ledger_transaction' then
    written := new;
  else
    select * into written from ledger_transaction where id = new.transaction_id;
  end if;
  select coalesce(sum(debit), 0), coalesce(sum(credit), 0) into debits, credits
    from ledger_entry where transaction_id = written.id;
  if debits <> credits or debits <> written.amount then
    raise exception 'Ledger transaction % does not add up: % debit, % credit, % spent',
      written.id, debits, credits, written.amount using errcode = 'check_violation';
  end if;
  if written.reverses is not null then
    select * into original from ledger_transaction where id = written.reverses;
    if original.kind <> 'SPEND' or (original.agent_id, original.journey_id, original.remedy_id, original.amount,
        original.currency, original.day) is distinct from (written.agent_id, written.journey_id, written.remedy_id,
        written.amount, written.currency, written.day) then
      raise exception 'Ledger transaction % does not reverse %', written.id, original.id using errcode = 'check_violation';
    end if;
  end if;
  return null;
end $$;
create constraint trigger ledger_adds_up after insert on ledger_transaction
  deferrable initially deferred for each row execute function ledger_adds_up();
create constraint trigger ledger_adds_up after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_adds_up();
