import { randomBytes } from 'node:crypto';
import type { Effect, EffectDetail, Organization } from './organization.ts';

/** Where a store's content outlives it. */
export interface StoreFile {
  write(content: StoreContent): void;
}

export interface StoreContent {
  readonly organizations: readonly Organization[];
  /** Token → id of the organization that it belongs to. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** The organizations, their tokens, and the list of what truly happened to them. */
export class Store {
  readonly effects: Effect[] = [];
  readonly #organizations: Map<string, Organization>;
  readonly #tokens: Map<string, string>;
  readonly #now: () => Date;
  readonly #file: StoreFile | undefined;

  constructor(content: StoreContent, now: () => Date, file: StoreFile | undefined) {
    this.#organizations = new Map(content.organizations.map(organization => [organization.id, organization]));
    this.#tokens = new Map(Object.entries(content.tokens));
    this.#now = now;
    this.#file = file;
  }

  organization(id: string): Organization {
    const organization = this.#organizations.get(id);
    if (organization === undefined) throw new Error(`There is no organization "${id}" here.`);
    return organization;
  }

  add(organization: Organization): void {
    this.#organizations.set(organization.id, organization);
    this.#save();
  }

  /** Puts the changed parts in place, keeps them, and only then notes the effect, if there is one to note. */
  change(id: string, requestId: string, changed: Partial<Organization>, detail: EffectDetail | undefined): void {
    this.#organizations.set(id, { ...this.organization(id), ...changed });
    this.#save();
    if (detail !== undefined) this.note(id, requestId, detail);
  }

  note(organizationId: string, requestId: string, detail: EffectDetail): void {
    this.effects.push({ organizationId, requestId, time: this.time(), ...detail });
  }

  time(): string {
    return this.#now().toISOString();
  }

  organizationOf(token: string): string | undefined {
    return this.#tokens.get(token);
  }

  /** A token that belongs to this organization already, or a new one. */
  tokenOf(organizationId: string): string {
    for (const [token, owner] of this.#tokens) if (owner === organizationId) return token;
    return this.issueToken(organizationId);
  }

  issueToken(organizationId: string): string {
    this.organization(organizationId);
    const token = `lev_${randomBytes(24).toString('base64url')}`;
    this.#tokens.set(token, organizationId);
    this.#save();
    return token;
  }

  revokeToken(token: string): void {
    if (!this.#tokens.delete(token)) throw new Error('This token was never issued here, or was revoked before.');
    this.#save();
  }

  #save(): void {
    this.#file?.write({
      organizations: [...this.#organizations.values()],
      tokens: Object.fromEntries(this.#tokens),
    });
  }
}
