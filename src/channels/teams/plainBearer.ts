import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';

interface Asked {
  appId: string;
  scope: string;
  login: string;
  validateAuthority: boolean;
}

/** The bot's bearer by the SDK's own credentials, whichever kind the settings name; the SDK keeps it until it ends. */
export async function plainBearer(
  settings: Record<string, string>,
  { appId, scope, login, validateAuthority }: Asked,
): Promise<() => Promise<string>> {
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  const credentials = await factory.createCredentials(appId, scope, login, validateAuthority);
  return () => (credentials as unknown as { getToken(): Promise<string> }).getToken();
}
