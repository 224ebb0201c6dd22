-- CreateEnum
CREATE TYPE "finding_direction" AS ENUM ('up', 'down', 'none');

-- CreateEnum
CREATE TYPE "finding_state" AS ENUM ('active', 'mitigated', 'expired');

-- CreateEnum
CREATE TYPE "signal_direction" AS ENUM ('long', 'short');

-- CreateEnum
CREATE TYPE "signal_outcome_kind" AS ENUM ('target', 'stop', 'expired');

-- CreateTable
CREATE TABLE "cells" (
    "feed" TEXT NOT NULL,
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "candle" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "bias" INTEGER NOT NULL,
    "parts" JSON NOT NULL,
    "finding" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cells_pkey" PRIMARY KEY ("feed","market_id","timeframe")
);

-- CreateTable
CREATE TABLE "patterns" (
    "id" BIGSERIAL NOT NULL,
    "feed" TEXT NOT NULL,
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "direction" "finding_direction" NOT NULL,
    "first" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,
    "top" DOUBLE PRECISION NOT NULL,
    "bottom" DOUBLE PRECISION NOT NULL,
    "strength" DOUBLE PRECISION NOT NULL,
    "state" "finding_state" NOT NULL,
    "ended_at" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "patterns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signals" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "feed" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "market_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "direction" "signal_direction" NOT NULL,
    "entry" DOUBLE PRECISION NOT NULL,
    "stop" DOUBLE PRECISION NOT NULL,
    "targets" JSON NOT NULL,
    "confidence" SMALLINT NOT NULL,
    "parts" JSON NOT NULL,
    "first" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "live" BOOLEAN NOT NULL,
    "decided" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal_outcomes" (
    "signal_id" UUID NOT NULL,
    "kind" "signal_outcome_kind" NOT NULL,
    "at" BIGINT NOT NULL,
    "exit" DOUBLE PRECISION NOT NULL,
    "r" DOUBLE PRECISION NOT NULL,
    "ambiguous" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signal_outcomes_pkey" PRIMARY KEY ("signal_id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "thread_id" TEXT,
    "server_id" TEXT,
    "market_id" TEXT NOT NULL DEFAULT '',
    "timeframe" TEXT NOT NULL DEFAULT '',
    "min_confidence" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "patterns_created_at_idx" ON "patterns"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "patterns_feed_market_id_timeframe_kind_direction_first_last_key" ON "patterns"("feed", "market_id", "timeframe", "kind", "direction", "first", "last");

-- CreateIndex
CREATE INDEX "signals_feed_code_idx" ON "signals"("feed", "code");

-- CreateIndex
CREATE INDEX "signals_feed_at_idx" ON "signals"("feed", "at");

-- CreateIndex
CREATE INDEX "signals_feed_market_id_at_idx" ON "signals"("feed", "market_id", "at");

-- CreateIndex
CREATE INDEX "signals_feed_until_idx" ON "signals"("feed", "until");

-- CreateIndex
CREATE INDEX "signals_created_at_idx" ON "signals"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "signals_feed_market_id_timeframe_source_direction_last_key" ON "signals"("feed", "market_id", "timeframe", "source", "direction", "last");

-- CreateIndex
CREATE INDEX "subscriptions_topic_market_id_timeframe_idx" ON "subscriptions"("topic", "market_id", "timeframe");

-- CreateIndex
CREATE INDEX "subscriptions_platform_chat_id_idx" ON "subscriptions"("platform", "chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_user_id_topic_platform_chat_id_market_id_time_key" ON "subscriptions"("user_id", "topic", "platform", "chat_id", "market_id", "timeframe");

-- CreateIndex
CREATE INDEX "settings_owner_kind_key_idx" ON "settings"("owner_kind", "key");

-- AddForeignKey
ALTER TABLE "signal_outcomes" ADD CONSTRAINT "signal_outcomes_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "cells"
    ADD CONSTRAINT "cells_feed_check" CHECK ("feed" IN ('live', 'replay', 'simulated')),
    ADD CONSTRAINT "cells_time_check" CHECK ("candle" < "at"),
    ADD CONSTRAINT "cells_bias_check" CHECK ("bias" BETWEEN -100 AND 100);
ALTER TABLE "patterns"
    ADD CONSTRAINT "patterns_feed_check" CHECK ("feed" IN ('live', 'replay', 'simulated')),
    ADD CONSTRAINT "patterns_range_check" CHECK ("first" <= "last" AND "bottom" <= "top" AND "strength" BETWEEN 0 AND 1),
    ADD CONSTRAINT "patterns_state_check" CHECK (("state" = 'active') = ("ended_at" IS NULL));
ALTER TABLE "signals"
    ADD CONSTRAINT "signals_feed_check" CHECK ("feed" IN ('live', 'replay', 'simulated')),
    ADD CONSTRAINT "signals_range_check" CHECK ("first" <= "last" AND "last" < "at" AND "at" < "until"),
    ADD CONSTRAINT "signals_levels_check" CHECK ("confidence" BETWEEN 0 AND 100 AND "entry" > 0 AND "stop" > 0
        AND (("direction" = 'long' AND "stop" < "entry") OR ("direction" = 'short' AND "stop" > "entry"))),
    -- NaN is greater than all numbers.
    ADD CONSTRAINT "signals_number_check" CHECK ("entry" < 'Infinity' AND "stop" < 'Infinity'),
    ADD CONSTRAINT "signals_targets_check" CHECK (json_array_length("targets") > 0);
ALTER TABLE "signal_outcomes"
    ADD CONSTRAINT "signal_outcomes_number_check" CHECK ("exit" > 0 AND "exit" < 'Infinity' AND "r" > '-Infinity' AND "r" < 'Infinity');
ALTER TABLE "subscriptions"
    ADD CONSTRAINT "subscriptions_confidence_check" CHECK ("min_confidence" BETWEEN 0 AND 100);
-- What is still to be decided: few of many.
CREATE INDEX "signals_undecided_idx" ON "signals"("feed", "market_id", "timeframe") WHERE NOT "decided";
