/** Which message of ours the Connector knows under which id. */
export interface SentMessages {
  /** @returns the message's number in the conversation; null where it is none of ours */
  seqOf(conversation: string, connectorId: string): Promise<number | null>;
}
