/**
 * Who begins a turn: the customer, an agent at the desk, a timer of ours, another channel that the customer is on, or
 * what came of a file of theirs.
 * Each says as whose words the turn's activity stands in the transcript, whether the bot is to hear it, and whether also
 * while an agent answers: who comes over from another channel is told where things stand.
 */
export const begun = {
  customer: { role: 'user', heard: true, besideAgents: false },
  agent: { role: 'agent', heard: false, besideAgents: false },
  timer: { role: 'system', heard: true, besideAgents: false },
  channel: { role: 'system', heard: true, besideAgents: true },
  file: { role: 'system', heard: true, besideAgents: false },
} as const;

export type Beginner = keyof typeof begun;
