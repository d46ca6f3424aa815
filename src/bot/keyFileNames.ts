/** Ends of the names of files that hold private keys, or often do: PEM, PKCS #12 and #8, Microsoft's, Java's, PuTTY's. */
const ENDS = 'key|pem|pfx|p12|p8|pk8|pvk|jks|jceks|bks|keystore|ppk';
/** OpenSSH's names; with `.pub` behind it is the other half. */
const OPENSSH = 'id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?';
const NAME = new RegExp(`(?:\\.(?:${ENDS})|(?:^|[^a-z\\d])${OPENSSH})(?:\\.(?:txt|bak|old|orig|gz|zip))?$`, 'i');

/** Whether a file is known by its name for one that may well hold a private key. */
export const isKeyFileName = (name: string): boolean => NAME.test(name.trim());
