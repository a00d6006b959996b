/**
 * A certificate authority of one process: its key never leaves the memory, its certificate is what a client is to trust.
 *
 * Certificates name their issuer's key (RFC 5280, 4.2.1.1): OpenSSL's strict mode asks for it, which Python has on since 3.13.
 */
import { webcrypto } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

type Keys = webcrypto.CryptoKeyPair;

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const NAME = "CN=Simulated Twilio account";
const HOUR = 3_600_000;
/** Clocks differ. */
const BEFORE = HOUR;
/** Whoever lets a simulator run for longer starts it again. */
const VALID = 90 * 24 * HOUR;

const newKeys = (): Promise<Keys> => webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);

/** Positive, and no longer than the 20 bytes that are allowed. */
const serialNumber = (): string =>
  `0${Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
    .toString("hex")
    .slice(1)}`;

const validity = () => ({ notBefore: new Date(Date.now() - BEFORE), notAfter: new Date(Date.now() + VALID) });

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
}

export class Authority {
  /** PEM: what clients are given to trust. */
  readonly certificate: string;
  private readonly root: X509Certificate;
  private readonly keys: Keys;
  private readonly contexts = new Map<string, Promise<SecureContext>>();

  private constructor(root: X509Certificate, keys: Keys) {
    this.root = root;
    this.keys = keys;
    this.certificate = `${root.toString("pem")}\n`;
  }

  static async create(): Promise<Authority> {
    const keys = await newKeys();
    const root = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serialNumber(),
      name: NAME,
      ...validity(),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(root, keys);
  }

  /** What a TLS server shows for a host, made when first asked for. */
  contextOf(host: string): Promise<SecureContext> {
    let context = this.contexts.get(host);
    if (!context) {
      context = this.issue(host);
      this.contexts.set(host, context);
    }
    return context;
  }

  private async issue(host: string): Promise<SecureContext> {
    const keys = await newKeys();
    const leaf = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: `CN=${host}`,
      issuer: this.root.subject,
      ...validity(),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([{ type: "dns", value: host }]),
        await AuthorityKeyIdentifierExtension.create(this.root.publicKey),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return createSecureContext({ key: await pemOf(keys.privateKey), cert: leaf.toString("pem") });
  }
}
