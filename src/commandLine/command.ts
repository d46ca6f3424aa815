/** What a verb is called with. */
export interface Command {
  /** The folder to answer from. */
  knowledgeFolder: string;
  /** What stands behind the verb. */
  rest: string[];
}
