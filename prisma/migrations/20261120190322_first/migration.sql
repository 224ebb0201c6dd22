-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('member', 'trader', 'admin');

-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('active', 'pending', 'blocked');

-- CreateEnum
CREATE TYPE "settings_owner_kind" AS ENUM ('user', 'chat', 'desk');

-- CreateEnum
CREATE TYPE "job_outcome" AS ENUM ('done', 'failed');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "role" "user_role" NOT NULL,
    "status" "user_status" NOT NULL,
    "display_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "opening" DECIMAL(38,18) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "owner_kind" "settings_owner_kind" NOT NULL,
    "owner_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("owner_kind","owner_id","key")
);

-- CreateTable
CREATE TABLE "presses" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input" JSON NOT NULL,
    "confirms" TEXT,
    "replaces" BOOLEAN NOT NULL,
    "at" BIGINT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "platform" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("platform","delivery_id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" BIGSERIAL NOT NULL,
    "call_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previous_hash" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "markets" (
    "id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "tick" TEXT NOT NULL,
    "lot" TEXT NOT NULL,
    "minimum_cost" TEXT,
    "active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "markets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watchlist_entries" (
    "user_id" UUID NOT NULL,
    "market_id" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "watchlist_entries_pkey" PRIMARY KEY ("user_id","market_id")
);

-- CreateTable
CREATE TABLE "practice_sessions" (
    "user_id" UUID NOT NULL,
    "from_time" BIGINT NOT NULL,
    "speed" DOUBLE PRECISION NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "practice_sessions_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "candle_chunks" (
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "start" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "codec" SMALLINT NOT NULL,
    "checksum" BIGINT NOT NULL,
    "data" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candle_chunks_pkey" PRIMARY KEY ("market_id","timeframe","start")
);

-- CreateTable
CREATE TABLE "candle_tail" (
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "time" BIGINT NOT NULL,
    "open" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "close" DOUBLE PRECISION NOT NULL,
    "volume" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "candle_tail_pkey" PRIMARY KEY ("market_id","timeframe","time")
);

-- CreateTable
CREATE TABLE "candle_faults" (
    "id" BIGSERIAL NOT NULL,
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "time" DOUBLE PRECISION NOT NULL,
    "reason" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candle_faults_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "job" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" "job_outcome",

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("job","slot")
);

-- CreateIndex
CREATE INDEX "identities_user_id_idx" ON "identities"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "identities_platform_subject_key" ON "identities"("platform", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "paper_accounts_user_id_epoch_key" ON "paper_accounts"("user_id", "epoch");

-- CreateIndex
CREATE INDEX "presses_expires_at_idx" ON "presses"("expires_at");

-- CreateIndex
CREATE INDEX "inbox_created_at_idx" ON "inbox"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_call_id_key" ON "audit_entries"("call_id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_at_idx" ON "audit_entries"("actor_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "markets_venue_symbol_key" ON "markets"("venue", "symbol");

-- CreateIndex
CREATE INDEX "candle_faults_created_at_idx" ON "candle_faults"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "candle_faults_market_id_timeframe_time_reason_key" ON "candle_faults"("market_id", "timeframe", "time", "reason");

-- CreateIndex
CREATE INDEX "job_runs_started_at_idx" ON "job_runs"("started_at");

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_accounts" ADD CONSTRAINT "paper_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchlist_entries" ADD CONSTRAINT "watchlist_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_sessions" ADD CONSTRAINT "practice_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on: what schema.prisma cannot say.

-- The upper bound keeps out NaN, which PostgreSQL counts as greater than every number.
ALTER TABLE "paper_accounts"
    ADD CONSTRAINT "paper_accounts_opening_check" CHECK ("opening" >= 0 AND "opening" < 1e20),
    ADD CONSTRAINT "paper_accounts_epoch_check" CHECK ("epoch" >= 1),
    ADD CONSTRAINT "paper_accounts_closed_check" CHECK ("closed_at" >= "opened_at");

-- At most one paper account of a user is open.
CREATE UNIQUE INDEX "paper_accounts_open_key" ON "paper_accounts"("user_id") WHERE "closed_at" IS NULL;

ALTER TABLE "settings" ADD CONSTRAINT "settings_version_check" CHECK ("version" >= 1);

ALTER TABLE "inbox" ADD CONSTRAINT "inbox_tries_check" CHECK ("tries" BETWEEN 1 AND 3);

ALTER TABLE "candle_chunks"
    ADD CONSTRAINT "candle_chunks_count_check" CHECK ("count" BETWEEN 1 AND 10000),
    ADD CONSTRAINT "candle_chunks_range_check" CHECK ("last" >= "start");

-- Deflated already: trying to compress it again would only cost time.
ALTER TABLE "candle_chunks" ALTER COLUMN "data" SET STORAGE EXTERNAL;
