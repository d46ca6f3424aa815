/** The part of tr46 6.0.0 (UTS #46) that is used here; the package carries no types. */
declare module 'tr46' {
  interface Options {
    checkBidi?: boolean;
    checkHyphens?: boolean;
    checkJoiners?: boolean;
    useSTD3ASCIIRules?: boolean;
    transitionalProcessing?: boolean;
    verifyDNSLength?: boolean;
    ignoreInvalidPunycode?: boolean;
  }
  /** The A-label form, or `null` where the name is invalid. */
  export function toASCII(domainName: string, options?: Options): string | null;
  /** The name in its own letters, and whether a part of it is invalid. */
  export function toUnicode(domainName: string, options?: Options): { domain: string; error: boolean };
}
