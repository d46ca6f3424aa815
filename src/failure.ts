/**
 * Something that was asked for properly and failed; the message is for the one who asked. The command line ends with
 * exit status 1.
 */
export class Failure extends Error {}

/** A command that cannot be carried out as it was typed. The command line ends with exit status 2. */
export class UsageError extends Error {}
