/** How yes, no and "not known" are said. */
export interface Words {
  yes: string;
  no: string;
  unknown: string;
  /** Quick replies of dates and names: "today", "The same ({name})". */
  today: string;
  yesterday: string;
  same: string;
  /** How a text of the customer's own (a host name) is written into a sentence; as it is, where absent. */
  given?: (value: string) => string;
}
export const plainWords: Words = {
  yes: 'yes',
  no: 'no',
  unknown: 'not known',
  today: 'today',
  yesterday: 'yesterday',
  same: 'the same',
};
