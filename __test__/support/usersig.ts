/** UserSigs made the way the public signing libraries make them, so that the addon is checked against something else than itself. */
import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The app of all tests that name none. */
export const APP = 1400000000;
/** The key of all tests that name none. */
export const SECRET = 'a key that only these tests know, 0123456789';

export interface Signed {
  user: string;
  app?: number;
  secret?: string;
  /** Unix seconds; now unless given. */
  time?: number;
  /** Seconds; a day unless given. */
  expire?: number;
}

/** A UserSig. */
export function userSig(signed: Signed | string): string {
  const { user, app = APP, secret = SECRET, time = Math.floor(Date.now() / 1000), expire = 86400 } =
    typeof signed === 'string' ? { user: signed } : signed;
  const content = `TLS.identifier:${user}\nTLS.sdkappid:${app}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': user,
    'TLS.sdkappid': app,
    'TLS.expire': expire,
    'TLS.time': time,
    'TLS.sig': createHmac('sha256', secret).update(content).digest('base64'),
  };
  const packed = deflateSync(JSON.stringify(document)).toString('base64');
  return packed.replace(/\+/g, '*').replace(/\//g, '-').replace(/=/g, '_');
}
