-- CreateEnum
CREATE TYPE "trade_mode" AS ENUM ('paper', 'live');

-- CreateEnum
CREATE TYPE "book_kind" AS ENUM ('main', 'practice');

-- CreateEnum
CREATE TYPE "ledger_account_kind" AS ENUM ('available', 'reserved', 'fees', 'dust', 'market', 'equity');

-- CreateEnum
CREATE TYPE "ledger_entry_kind" AS ENUM ('deposit', 'withdrawal', 'reserve', 'release', 'fill', 'correction');

-- CreateEnum
CREATE TYPE "intent_state" AS ENUM ('draft', 'confirmed');

-- CreateEnum
CREATE TYPE "order_side" AS ENUM ('buy', 'sell');

-- CreateEnum
CREATE TYPE "order_type" AS ENUM ('market', 'limit', 'stop');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('draft', 'confirmed', 'sending', 'open', 'partial', 'cancel-pending', 'unknown', 'manual', 'filled', 'cancelled', 'partial-cancelled', 'expired', 'refused', 'refused-not-found');

-- CreateEnum
CREATE TYPE "order_reason" AS ENUM ('entry', 'exit', 'stop', 'target', 'trail', 'time', 'panic', 'end');

-- CreateEnum
CREATE TYPE "halt_kind" AS ENUM ('pause', 'panic', 'desk');

-- CreateEnum
CREATE TYPE "wallet_request_kind" AS ENUM ('deposit', 'withdrawal');

-- CreateEnum
CREATE TYPE "wallet_request_state" AS ENUM ('waiting', 'approved', 'completed', 'rejected');

-- CreateTable
CREATE TABLE "books" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mode" "trade_mode" NOT NULL DEFAULT 'paper',
    "kind" "book_kind" NOT NULL DEFAULT 'main',
    "epoch" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "opening" DECIMAL(38,18) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "settled_to" BIGINT NOT NULL DEFAULT 0,
    "last_entry_at" BIGINT NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "books_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "book_id" UUID NOT NULL,
    "asset" TEXT NOT NULL,
    "kind" "ledger_account_kind" NOT NULL,
    "balance" DECIMAL(38,18) NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("book_id","asset","kind")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "ledger_entry_kind" NOT NULL,
    "at" BIGINT NOT NULL,
    "order_id" UUID,
    "fill_id" UUID,
    "note" TEXT,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_legs" (
    "book_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "asset" TEXT NOT NULL,
    "kind" "ledger_account_kind" NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,

    CONSTRAINT "ledger_legs_pkey" PRIMARY KEY ("book_id","sequence","position")
);

-- CreateTable
CREATE TABLE "intents" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "ticket" JSON NOT NULL,
    "quoted" DECIMAL(38,18) NOT NULL,
    "state" "intent_state" NOT NULL DEFAULT 'draft',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "book_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "side" "order_side" NOT NULL,
    "type" "order_type" NOT NULL,
    "quantity" DECIMAL(38,18) NOT NULL,
    "limit_price" DECIMAL(38,18) NOT NULL,
    "trigger_price" DECIMAL(38,18),
    "state" "order_state" NOT NULL,
    "filled" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "turnover" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "fees" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "reserved" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "reason" "order_reason" NOT NULL,
    "owner" TEXT NOT NULL,
    "tag" TEXT,
    "post_only" BOOLEAN NOT NULL,
    "reduce_only" BOOLEAN NOT NULL,
    "plan" JSON,
    "group" JSON,
    "client_order_id" TEXT NOT NULL,
    "venue_order_id" TEXT,
    "intent_id" TEXT,
    "expected" DECIMAL(38,18) NOT NULL,
    "placed_at" BIGINT NOT NULL,
    "expires_at" BIGINT,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fills" (
    "id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "trade_id" TEXT NOT NULL,
    "price" DECIMAL(38,18) NOT NULL,
    "quantity" DECIMAL(38,18) NOT NULL,
    "fee" DECIMAL(38,18) NOT NULL,
    "fee_asset" TEXT NOT NULL,
    "maker" BOOLEAN NOT NULL,
    "at" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fills_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "positions" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "book_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "tag" TEXT,
    "quantity" DECIMAL(38,18) NOT NULL,
    "cost" DECIMAL(38,18) NOT NULL,
    "bought" DECIMAL(38,18) NOT NULL,
    "entry_fees" DECIMAL(38,18) NOT NULL,
    "realised" DECIMAL(38,18) NOT NULL,
    "stop" DECIMAL(38,18),
    "first_stop" DECIMAL(38,18),
    "targets" JSON NOT NULL,
    "trail" DECIMAL(38,18),
    "break_even" DECIMAL(38,18),
    "peak" DECIMAL(38,18) NOT NULL,
    "close_at" BIGINT,
    "opened_at" BIGINT NOT NULL,
    "closed_at" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trades" (
    "id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "position_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "tag" TEXT,
    "quantity" DECIMAL(38,18) NOT NULL,
    "cost" DECIMAL(38,18) NOT NULL,
    "proceeds" DECIMAL(38,18) NOT NULL,
    "opened_at" BIGINT NOT NULL,
    "closed_at" BIGINT NOT NULL,
    "reason" "order_reason" NOT NULL,
    "fees" DECIMAL(38,18) NOT NULL,
    "pnl" DECIMAL(38,18) NOT NULL,
    "risk" DECIMAL(38,18),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trades_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "halts" (
    "id" BIGSERIAL NOT NULL,
    "user_id" UUID,
    "kind" "halt_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "halts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_raises" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_raises_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "risk_unlocks" (
    "user_id" UUID NOT NULL,
    "lock" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_unlocks_pkey" PRIMARY KEY ("user_id","lock")
);

-- CreateTable
CREATE TABLE "equity_snapshots" (
    "book_id" UUID NOT NULL,
    "at" BIGINT NOT NULL,
    "equity" DECIMAL(38,18) NOT NULL,
    "cash" DECIMAL(38,18) NOT NULL,
    "exposure" DECIMAL(38,18) NOT NULL,
    "funded" DECIMAL(38,18) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "equity_snapshots_pkey" PRIMARY KEY ("book_id","at")
);

-- CreateTable
CREATE TABLE "wallet_requests" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "kind" "wallet_request_kind" NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,
    "state" "wallet_request_state" NOT NULL,
    "decided_by" UUID,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holdings" (
    "user_id" UUID NOT NULL,
    "asset" TEXT NOT NULL,
    "quantity" DECIMAL(38,18) NOT NULL,
    "cost" DECIMAL(38,18),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holdings_pkey" PRIMARY KEY ("user_id","asset")
);

-- CreateTable
CREATE TABLE "journal_notes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "trade_id" UUID,
    "words" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_notes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "books_user_id_mode_kind_epoch_key" ON "books"("user_id", "mode", "kind", "epoch");

-- CreateIndex
CREATE INDEX "ledger_entries_book_id_at_idx" ON "ledger_entries"("book_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_book_id_sequence_key" ON "ledger_entries"("book_id", "sequence");

-- CreateIndex
CREATE INDEX "ledger_legs_book_id_asset_kind_idx" ON "ledger_legs"("book_id", "asset", "kind");

-- CreateIndex
CREATE INDEX "intents_user_id_created_at_idx" ON "intents"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "intents_expires_at_idx" ON "intents"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_client_order_id_key" ON "orders"("client_order_id");

-- CreateIndex
CREATE INDEX "orders_book_id_placed_at_idx" ON "orders"("book_id", "placed_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_book_id_code_key" ON "orders"("book_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "orders_book_id_venue_order_id_key" ON "orders"("book_id", "venue_order_id");

-- CreateIndex
CREATE INDEX "fills_order_id_idx" ON "fills"("order_id");

-- CreateIndex
CREATE INDEX "fills_book_id_at_idx" ON "fills"("book_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "fills_book_id_trade_id_key" ON "fills"("book_id", "trade_id");

-- CreateIndex
CREATE UNIQUE INDEX "positions_book_id_code_key" ON "positions"("book_id", "code");

-- CreateIndex
CREATE INDEX "trades_book_id_closed_at_idx" ON "trades"("book_id", "closed_at");

-- CreateIndex
CREATE INDEX "trades_order_id_idx" ON "trades"("order_id");

-- CreateIndex
CREATE INDEX "halts_user_id_idx" ON "halts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_requests_code_key" ON "wallet_requests"("code");

-- CreateIndex
CREATE INDEX "wallet_requests_user_id_created_at_idx" ON "wallet_requests"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "wallet_requests_state_idx" ON "wallet_requests"("state");

-- CreateIndex
CREATE INDEX "journal_notes_user_id_created_at_idx" ON "journal_notes"("user_id", "created_at");

-- AddForeignKey
ALTER TABLE "books" ADD CONSTRAINT "books_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_legs" ADD CONSTRAINT "ledger_legs_book_id_sequence_fkey" FOREIGN KEY ("book_id", "sequence") REFERENCES "ledger_entries"("book_id", "sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_legs" ADD CONSTRAINT "ledger_legs_book_id_asset_kind_fkey" FOREIGN KEY ("book_id", "asset", "kind") REFERENCES "ledger_accounts"("book_id", "asset", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intents" ADD CONSTRAINT "intents_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trades" ADD CONSTRAINT "trades_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_raises" ADD CONSTRAINT "risk_raises_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_unlocks" ADD CONSTRAINT "risk_unlocks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equity_snapshots" ADD CONSTRAINT "equity_snapshots_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_requests" ADD CONSTRAINT "wallet_requests_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_notes" ADD CONSTRAINT "journal_notes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What people had: the opening is posted to the ledger when the book is first read.
INSERT INTO "books" ("id", "user_id", "epoch", "source", "asset", "opening", "opened_at", "closed_at")
SELECT "id", "user_id", "epoch", "source", "asset", "opening", "opened_at", "closed_at" FROM "paper_accounts";

DROP TABLE "paper_accounts";

-- One book of a kind is open at a time; so is one position of a market and owner.
CREATE UNIQUE INDEX "books_open_key" ON "books"("user_id", "mode", "kind") WHERE "closed_at" IS NULL;
CREATE UNIQUE INDEX "positions_open_key" ON "positions"("book_id", "market_id", "owner") WHERE "closed_at" IS NULL;
-- The few that a book is read with, among the many that are over.
CREATE INDEX "orders_alive_idx" ON "orders"("book_id") WHERE "state" IN ('confirmed', 'sending', 'open', 'partial', 'cancel-pending', 'unknown', 'manual');
-- What stands of a user, or of all: one of each kind.
CREATE UNIQUE INDEX "halts_standing_key" ON "halts"("user_id", "kind") NULLS NOT DISTINCT WHERE "lifted_at" IS NULL;

-- Upper bounds as well, because NaN is above everything.
ALTER TABLE "books"
    ADD CONSTRAINT "books_opening_check" CHECK ("opening" >= 0 AND "opening" < 1e20),
    ADD CONSTRAINT "books_epoch_check" CHECK ("epoch" >= 1),
    ADD CONSTRAINT "books_version_check" CHECK ("version" >= 0),
    ADD CONSTRAINT "books_closed_check" CHECK ("closed_at" >= "opened_at");
ALTER TABLE "ledger_accounts"
    ADD CONSTRAINT "ledger_accounts_balance_check" CHECK ("balance" > -1e20 AND "balance" < 1e20),
    ADD CONSTRAINT "ledger_accounts_owned_check" CHECK ("kind" NOT IN ('available', 'reserved') OR "balance" >= 0);
ALTER TABLE "ledger_entries"
    ADD CONSTRAINT "ledger_entries_sequence_check" CHECK ("sequence" >= 1);
ALTER TABLE "ledger_legs"
    ADD CONSTRAINT "ledger_legs_amount_check" CHECK ("amount" > -1e20 AND "amount" < 1e20 AND "amount" <> 0);
ALTER TABLE "intents"
    ADD CONSTRAINT "intents_quoted_check" CHECK ("quoted" > 0 AND "quoted" < 1e20);
ALTER TABLE "orders"
    ADD CONSTRAINT "orders_quantity_check" CHECK ("quantity" > 0 AND "quantity" < 1e20),
    ADD CONSTRAINT "orders_limit_check" CHECK ("limit_price" > 0 AND "limit_price" < 1e20),
    ADD CONSTRAINT "orders_trigger_check" CHECK ("trigger_price" > 0 AND "trigger_price" < 1e20),
    ADD CONSTRAINT "orders_filled_check" CHECK ("filled" >= 0 AND "filled" <= "quantity"),
    ADD CONSTRAINT "orders_turnover_check" CHECK ("turnover" >= 0 AND "turnover" < 1e20),
    ADD CONSTRAINT "orders_fees_check" CHECK ("fees" > -1e20 AND "fees" < 1e20),
    ADD CONSTRAINT "orders_reserved_check" CHECK ("reserved" >= 0 AND "reserved" < 1e20),
    ADD CONSTRAINT "orders_expected_check" CHECK ("expected" > 0 AND "expected" < 1e20),
    ADD CONSTRAINT "orders_over_check" CHECK ("reserved" = 0 OR "state" NOT IN ('filled', 'cancelled', 'partial-cancelled', 'expired', 'refused', 'refused-not-found'));
ALTER TABLE "fills"
    ADD CONSTRAINT "fills_price_check" CHECK ("price" > 0 AND "price" < 1e20),
    ADD CONSTRAINT "fills_quantity_check" CHECK ("quantity" > 0 AND "quantity" < 1e20),
    ADD CONSTRAINT "fills_fee_check" CHECK ("fee" > -1e20 AND "fee" < 1e20);
ALTER TABLE "positions"
    ADD CONSTRAINT "positions_quantity_check" CHECK ("quantity" >= 0 AND "quantity" < 1e20),
    ADD CONSTRAINT "positions_cost_check" CHECK ("cost" >= 0 AND "cost" < 1e20),
    ADD CONSTRAINT "positions_bought_check" CHECK ("bought" > 0 AND "bought" < 1e20),
    ADD CONSTRAINT "positions_fees_check" CHECK ("entry_fees" > -1e20 AND "entry_fees" < 1e20),
    ADD CONSTRAINT "positions_realised_check" CHECK ("realised" > -1e20 AND "realised" < 1e20),
    ADD CONSTRAINT "positions_levels_check" CHECK ("stop" > 0 AND "stop" < 1e20 AND "first_stop" > 0 AND "first_stop" < 1e20 AND "peak" > 0 AND "peak" < 1e20),
    ADD CONSTRAINT "positions_shares_check" CHECK ("trail" > 0 AND "trail" < 1 AND "break_even" > 0 AND "break_even" < 1e20),
    ADD CONSTRAINT "positions_closed_check" CHECK (("closed_at" IS NULL) = ("quantity" > 0));
ALTER TABLE "trades"
    ADD CONSTRAINT "trades_quantity_check" CHECK ("quantity" > 0 AND "quantity" < 1e20),
    ADD CONSTRAINT "trades_money_check" CHECK ("cost" >= 0 AND "cost" < 1e20 AND "proceeds" >= 0 AND "proceeds" < 1e20 AND "fees" > -1e20 AND "fees" < 1e20 AND "pnl" > -1e20 AND "pnl" < 1e20),
    ADD CONSTRAINT "trades_risk_check" CHECK ("risk" >= 0 AND "risk" < 1e20);
ALTER TABLE "equity_snapshots"
    ADD CONSTRAINT "equity_snapshots_money_check" CHECK ("equity" > -1e20 AND "equity" < 1e20 AND "cash" > -1e20 AND "cash" < 1e20 AND "exposure" >= 0 AND "exposure" < 1e20 AND "funded" > -1e20 AND "funded" < 1e20);
ALTER TABLE "wallet_requests"
    ADD CONSTRAINT "wallet_requests_amount_check" CHECK ("amount" > 0 AND "amount" < 1e20);
ALTER TABLE "holdings"
    ADD CONSTRAINT "holdings_quantity_check" CHECK ("quantity" > 0 AND "quantity" < 1e20),
    ADD CONSTRAINT "holdings_cost_check" CHECK ("cost" >= 0 AND "cost" < 1e20);

-- What was written to the ledger stays as it was written.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "ledger_entries_immutable" BEFORE UPDATE OR DELETE ON "ledger_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "ledger_legs_immutable" BEFORE UPDATE OR DELETE ON "ledger_legs" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Looked at when the transaction ends, because legs come one by one. Without legs the sum is NULL, and the entry is refused too.
CREATE FUNCTION "check_entry_balance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT bool_and("total" = 0) FROM (
        SELECT sum("amount") AS "total" FROM "ledger_legs" WHERE "book_id" = NEW."book_id" AND "sequence" = NEW."sequence" GROUP BY "asset"
    ) AS "sums") IS NOT TRUE THEN
        RAISE EXCEPTION 'The legs of entry % in book % do not add up to zero', NEW."sequence", NEW."book_id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "ledger_entries_balance_check" AFTER INSERT ON "ledger_entries" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "check_entry_balance"();
CREATE CONSTRAINT TRIGGER "ledger_legs_balance_check" AFTER INSERT ON "ledger_legs" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "check_entry_balance"();
