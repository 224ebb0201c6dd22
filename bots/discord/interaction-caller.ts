import { type APIInteraction, ChannelType, InteractionContextType, MessageFlags, PermissionFlagsBits } from 'discord.js'
import type { Caller } from '../../src/chat/chat-ports.ts'

/** Who gave the command, and where the answer will be read. Undefined for bots and for whatever is no person. `unseen`: only the caller will see the answer. */
export function callerOf(interaction: APIInteraction, unseen: boolean): Caller | undefined {
  const { member, guild_id: serverId, channel_id: channelId } = interaction
  const user = member?.user ?? interaction.user
  if (user === undefined || user.bot === true) return undefined
  return {
    userId: user.id,
    displayName: member?.nick ?? user.global_name ?? user.username,
    place: {
      platform: 'discord',
      chatId: channelId ?? interaction.channel?.id ?? user.id,
      ...(serverId !== undefined && { serverId }),
      private: unseen || isAlone(interaction),
    },
    ...(member !== undefined && {
      managesServer: manages(member.permissions ?? '0'),
      roleIds: member.roles ?? [],
    }),
  }
}

/** Whether the place holds nobody but the caller and us. A direct message to somebody else, and one among several, does not. */
export function isAlone({ context, guild_id, channel }: APIInteraction): boolean {
  if (context !== undefined && context !== null) return context === InteractionContextType.BotDM
  return guild_id === undefined && channel?.type === ChannelType.DM
}

/** Whether the message whose button was pressed is seen by the caller alone. */
export function isUnseen({ message }: APIInteraction): boolean {
  return ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0
}

function manages(permissions: string): boolean {
  const has = /^\d{1,30}$/.test(permissions) ? BigInt(permissions) : 0n
  return (has & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n
}
