/** What the customer's page puts in the place of a secret that it did not send. */
export const removedNotes = {
  key: '[A private key was removed before sending]',
  password: '[A password was removed before sending]',
} as const;
