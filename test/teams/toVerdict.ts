/** What a customer writes until a verdict is theirs that opens a case: certificates of others are for a person to decide. */
export const toVerdict = [
  'I lost the private key of my certificate for www.example.com from another authority, no backup',
  'yes',
];
