import { tokenRefusal } from './tokenRefusal.js';

/** The token endpoint answers at once or not at all. */
const IN_TIME_MS = 10_000;
/** After a refusal the endpoint is left alone: it locks out whoever asks too often. */
const REST_MS = 5000;

/** The SDK's own settings, by its names (`MicrosoftAppId`, `MicrosoftAppPassword`, `CertificateThumbprint`, …). */
export type SdkSettings = Readonly<Record<string, string | undefined>>;

/** What is told of tokens. */
export interface BearerWatch {
  got(): void;
  /** @param reason `AADSTS…`, or the kind of fault */
  refused(reason: string): void;
}

/** What of the SDK's credentials is asked. */
interface Credentials {
  getToken(renew?: boolean): Promise<string>;
}

/**
 * The bot's token for Connectors, by the SDK's own credentials: a password, a certificate or a managed identity, of one
 * tenant or of many. The SDK keeps it until shortly before it ends. Loaded with the first token: the SDK takes a second.
 *
 * @param settings @param watch is told when tokens are refused, so that somebody hears of it
 * @returns what gets the token; whoever asks meanwhile shares the answer
 */
export function bearerOf(settings: SdkSettings, watch: BearerWatch): (renew: boolean) => Promise<string> {
  let credentials: Promise<Credentials> | undefined;
  const asking = new Map<boolean, Promise<string>>();
  let refused: { at: number; fault: unknown } | null = null;

  const get = async (renew: boolean): Promise<string> => {
    if (refused !== null && performance.now() - refused.at < REST_MS) throw refused.fault;
    credentials ??= credentialsOf(settings);
    try {
      const token = await inTime((await credentials).getToken(renew));
      refused = null;
      watch.got();
      return token;
    } catch (fault) {
      refused = { at: performance.now(), fault: new NoToken(tokenRefusal(fault)) };
      watch.refused(tokenRefusal(fault));
      throw refused.fault;
    }
  };
  return (renew) => {
    const under = asking.get(renew);
    if (under) return under;
    const asked = get(renew).finally(() => asking.delete(renew));
    asking.set(renew, asked);
    return asked;
  };
}

/** Why there is no token: the endpoint's own code, never its words, which hold ids. */
class NoToken extends Error {
  constructor(reason: string) {
    super('the token endpoint gave no token');
    this.name = reason;
  }
}

async function credentialsOf(settings: SdkSettings): Promise<Credentials> {
  const { ConfigurationServiceClientCredentialFactory } = await import('botbuilder');
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''));
  const factory = new ConfigurationServiceClientCredentialFactory(given);
  const { audience, login } = cloudOf(settings);
  const made = await factory.createCredentials(
    settings.MicrosoftAppId ?? '',
    audience,
    login,
    settings.ValidateAuthority !== 'false',
  );
  return made as unknown as Credentials;
}

/** Whom tokens are for and who gives them: each setting by itself, where the SDK forgets the others' defaults. */
function cloudOf({ ChannelService, ToChannelFromBotOAuthScope, ToChannelFromBotLoginUrl }: SdkSettings) {
  const cloud = ChannelService === 'https://botframework.azure.us' ? government : commercial;
  return {
    audience: ToChannelFromBotOAuthScope || cloud.audience,
    login: ToChannelFromBotLoginUrl || cloud.login,
  };
}

/** botframework-connector 4.23.3, AuthenticationConstants and GovernmentConstants. */
const commercial = {
  audience: 'https://api.botframework.com',
  login: 'https://login.microsoftonline.com/botframework.com',
};
const government = {
  audience: 'https://api.botframework.us',
  login: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
};

async function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('the token endpoint does not answer')), IN_TIME_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
