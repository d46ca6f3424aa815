/**
 * Who begins a turn: the customer, an agent at the desk, a timer of ours, or another channel that the customer is on.
 * Each says as whose words the turn's activity stands in the transcript, and whether the bot is to hear it.
 */
export const begun = {
  customer: { role: 'user', heard: true },
  agent: { role: 'agent', heard: false },
  timer: { role: 'system', heard: true },
  channel: { role: 'system', heard: true },
} as const;

export type Beginner = keyof typeof begun;
