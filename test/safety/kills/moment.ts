import { Random } from '../../unit/core/apply/random.ts';

/** What a person begins, and in the middle of which the process is killed. */
const operations = [
  'create',
  'replace',
  'replace and delete',
  'delete',
  'update the source',
  'preview a draft',
  'pull all',
] as const;
export type Operation = (typeof operations)[number];

/** A request that a kill can wait for. `look`: a metric is read · `again`: the second time that it is sent. */
export type Awaited =
  'list' | 'list again' | 'source' | 'look' | 'look again' | 'create' | 'delete' | 'save' | 'preview';

/**
 * What the kill waits for. `request`: it has come in, and is or is not carried out; `late`: only when a person has
 * looked for it again · `answer`: its answer is on the wire, and has not been read · `record`: the journal has grown
 * after this request was answered, and the next one cannot be sent yet · `disk`: so many files are being written, or
 * are there.
 */
export type Aim =
  | { readonly kind: 'request'; readonly of: Awaited; readonly carriedOut: 'before' | 'after' | 'late' | 'never' }
  | { readonly kind: 'answer'; readonly of: Awaited }
  | { readonly kind: 'record'; readonly after: Awaited | 'nothing' }
  | { readonly kind: 'disk'; readonly sign: 'temporary' | 'written'; readonly count: number };

export interface Kill {
  readonly seed: number;
  readonly operation: Operation;
  readonly aim: Aim;
  /** Whether VS Code starts its extension host again by itself, where it does so, or the window is reloaded. */
  readonly isReloaded: boolean;
}

const write = (of: Awaited): readonly Aim[] => [
  { kind: 'request', of, carriedOut: 'before' },
  { kind: 'request', of, carriedOut: 'after' },
  { kind: 'request', of, carriedOut: 'late' },
  { kind: 'request', of, carriedOut: 'never' },
  { kind: 'answer', of },
];

const held = (of: Awaited): Aim => ({ kind: 'request', of, carriedOut: 'never' });
const recorded = (after: Awaited | 'nothing'): Aim => ({ kind: 'record', after });
const temporary = (count: number): Aim => ({ kind: 'disk', sign: 'temporary', count });
const written = (count: number): Aim => ({ kind: 'disk', sign: 'written', count });

const creating: readonly Aim[] = [
  held('list'),
  recorded('list'),
  ...write('create'),
  held('look'),
  temporary(1),
  written(1),
  held('list again'),
];

/** Every boundary of every operation. */
const aims: Readonly<Record<Operation, readonly Aim[]>> = {
  create: creating,
  replace: creating,
  'replace and delete': [
    ...creating.filter(aim => aim !== creating.at(-1)),
    held('look again'),
    recorded('look again'),
    ...write('delete'),
  ],
  delete: [held('list'), held('look'), recorded('look'), ...write('delete'), held('list again')],
  'update the source': [held('list'), recorded('source'), ...write('save'), held('list again')],
  'preview a draft': [recorded('nothing'), ...write('create'), held('preview'), ...write('delete')],
  'pull all': [temporary(1), temporary(3), written(1), written(3), written(5)],
};

/** The kill that a seed stands for. Seeds that follow each other go through all there are, in an order of their own. */
export function killOf(seed: number, fits: (operation: Operation, aim: Aim) => boolean = () => true): Kill {
  const all = operations.flatMap(operation =>
    aims[operation].filter(aim => fits(operation, aim)).map(aim => ({ operation, aim })),
  );
  const random = new Random(Math.floor(seed / all.length) + 1);
  const order = all.map(each => ({ each, at: random.next() })).sort((one, other) => one.at - other.at);
  const { operation, aim } = order[seed % all.length]!.each;
  return { seed, operation, aim, isReloaded: new Random(seed).happens(0.5) };
}

export function aimWords(aim: Aim): string {
  switch (aim.kind) {
    case 'request':
      return `${aim.of} request, carried out: ${aim.carriedOut}`;
    case 'answer':
      return `answer to ${aim.of}`;
    case 'record':
      return `record after ${aim.after}`;
    case 'disk':
      return `file ${aim.count} ${aim.sign}`;
  }
}
