-- CreateTable
CREATE TABLE "outbox" (
    "sequence" BIGSERIAL NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "thread_id" TEXT,
    "kind" TEXT NOT NULL,
    "urgency" SMALLINT NOT NULL,
    "silent" BOOLEAN NOT NULL,
    "payload" JSON NOT NULL,
    "bytes" BYTEA,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "set_aside_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "dead_channels" (
    "platform" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dead_channels_pkey" PRIMARY KEY ("platform","chat_id")
);

-- CreateTable
CREATE TABLE "live_cards" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "chat_id" TEXT NOT NULL,
    "thread_id" TEXT,
    "market_id" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL,
    "message_id" TEXT,
    "mark" TEXT,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_cards_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_dedupe_key_key" ON "outbox"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at");

-- CreateIndex
CREATE INDEX "live_cards_platform_chat_id_idx" ON "live_cards"("platform", "chat_id");

-- CreateIndex
CREATE INDEX "live_cards_next_at_idx" ON "live_cards"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "live_cards_user_id_market_id_key" ON "live_cards"("user_id", "market_id");

-- AddForeignKey
ALTER TABLE "live_cards" ADD CONSTRAINT "live_cards_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on: what schema.prisma cannot say.

ALTER TABLE "outbox"
    ADD CONSTRAINT "outbox_urgency_check" CHECK ("urgency" BETWEEN 0 AND 3),
    ADD CONSTRAINT "outbox_tries_check" CHECK ("tries" BETWEEN 0 AND 2);

-- Each chat's next message is found without reading what was sent before.
CREATE INDEX "outbox_waiting_idx" ON "outbox"("platform", "chat_id", "urgency", "sequence")
    WHERE "sent_at" IS NULL AND "set_aside_at" IS NULL;

-- Pictures are deflated already.
ALTER TABLE "outbox" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
