/** Whether the long form is run (`npm run test:long`): the same promises, tried much more often. */
export const isLong = Boolean(process.env.CERTDESK_LONG);

/** How often something is tried. @param short by `npm test` @param long by the long form */
export const tries = (short: number, long: number): number => (isLong ? long : short);
