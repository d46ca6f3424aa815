import type { ConversationRow } from '../storage/tables.js';

/** Who answers in a conversation: the bot, or the agent who took it over. */
export type Owner = 'bot' | { agent: string };

/** Decides on the row as it was read, before the bot is run; who changes the owner counts the row's version on. */
export type OwnerOf = (conversation: ConversationRow) => Owner;

/** The owner that the row names; where it names nobody the bot answers. */
export const ownerInRow: OwnerOf = ({ owner }) => (owner === null ? 'bot' : { agent: owner });
