/**
 * Why the token endpoint gave no token: its own code (`AADSTS7000222`: the secret has expired), or the kind of fault.
 * (learn.microsoft.com/entra/identity-platform/reference-error-codes)
 */
export function tokenRefusal(fault: unknown): string {
  const said =
    fault instanceof Error ? `${fault.message} ${String((fault as { errorMessage?: unknown }).errorMessage)}` : '';
  return /\bAADSTS\d{4,9}\b/.exec(said)?.[0] ?? (fault instanceof Error ? fault.name : 'Error');
}

/** What the codes mean that whoever runs the service can do something about. */
export const REFUSALS: Readonly<Record<string, string>> = {
  AADSTS7000222: "the bot's secret has expired: make a new one and set MicrosoftAppPassword",
  AADSTS7000215: "the bot's secret is not the right one: set MicrosoftAppPassword to a secret's value, not to its id",
  AADSTS700027: "the bot's certificate is not known to its registration, or has expired",
  AADSTS700016: 'the app is not known in its tenant: check MicrosoftAppId and MicrosoftAppTenantId',
  AADSTS90002: 'the tenant is not known: check MicrosoftAppTenantId',
};
