import { Agent } from 'undici';
import { Pace } from '../../../src/api/pace.ts';
import type { LeveredClient } from '../../../src/api/client.ts';
import type { ExchangeEvent } from '../../../src/api/sender.ts';
import { type Levered, startLevered } from '../../levered/server.ts';
import { clientOf, serve } from '../api/support.ts';
import { World } from '../core/apply/world.ts';
import { LeapClock, patienceMs } from './leapClock.ts';
import { countedId, ServedOrganization } from './servedOrganization.ts';
import { servedService } from './servedService.ts';

/** A world over the wire, with the token of its organization and what the client told about its exchanges. */
interface ServedWorld {
  readonly world: World;
  readonly token: string;
  readonly events: readonly ExchangeEvent[];
}

export interface ServedWorlds extends AsyncDisposable {
  readonly levered: Levered;
  /** One with an organization of its own. */
  open(): ServedWorld;
}

/**
 * A local Levered that takes 100 requests a minute as the true one does, and one machine that keeps the true pace to
 * it. Minutes are leapt over, by server and client alike.
 */
export async function serveWorlds(): Promise<ServedWorlds> {
  const clock = new LeapClock();
  const levered = await startLevered({ now: () => new Date(clock.date()), newId: countedId, emptyOrganization: true });
  const nowhere = await serve(() => undefined);
  await nowhere[Symbol.asyncDispose]();
  const dispatcher = new Agent();
  const pace = new Pace(clock);
  let opened = 0;
  return {
    levered,
    open: () => {
      const organization = new ServedOrganization(levered, `org_${++opened}`);
      const token = levered.issueToken(organization.id);
      const events: ExchangeEvent[] = [];
      const onExchange = (event: ExchangeEvent): void => void events.push(event);
      const options = { dispatcher, pace, clock, requestTimeoutMs: patienceMs, onExchange };
      const clientAt = (url: string): LeveredClient => clientOf(url, token, options).client;
      const [client, unreachable] = [clientAt(levered.url), clientAt(nowhere.url)];
      const world = new World(servedService({ levered, organization, token, client, unreachable, clock }));
      return { world, token, events };
    },
    [Symbol.asyncDispose]: async () => {
      await dispatcher.destroy();
      await levered.close();
    },
  };
}
