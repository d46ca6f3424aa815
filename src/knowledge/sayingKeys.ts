/** Every sentence that code may say; the knowledge must hold each of them, and no other. */
export const sayingKeys = {
  /** knowledge/sayings/form.yaml: what a form says around its own questions. */
  form: [],
  /** knowledge/sayings/conversation.yaml: what the bot says outside a form. */
  conversation: [],
  /** knowledge/sayings/problems.yaml: what a customer is told for each reason a reader gives. */
  problems: [],
} as const;
