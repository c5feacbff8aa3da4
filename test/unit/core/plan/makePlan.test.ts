import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignmentSource, Metric } from '../../../../src/core/definition.ts';
import { makePlan, type Sides } from '../../../../src/core/plan/makePlan.ts';
import type { LocalDocument } from '../../../../src/core/plan/sides.ts';
import { base, file, fileOf, local, metric, remote, source } from './sides.ts';

const original = 'SELECT a AS anonymous_id, t AS timestamp FROM x';
const edited = `${original} WHERE mine`;
const elsewhere = `${original} WHERE theirs`;

/** How each combination stands: `file / remote / base`, as `status` or, with what a push would do, `status → action`. */
const table = `
absent   / absent  / absent : -
absent   / absent  / old    : -
absent   / absent  / new    : -
absent   / equal   / absent : untracked
absent   / equal   / old    : untracked
absent   / equal   / new    : untracked
absent   / changed / absent : untracked
absent   / changed / old    : untracked
absent   / changed / new    : untracked
equal    / absent  / absent : missing → create
equal    / absent  / old    : missing → create
equal    / absent  / new    : missing → create
equal    / equal   / absent : unchanged
equal    / equal   / old    : unchanged
equal    / equal   / new    : unchanged
equal    / changed / absent : conflict
equal    / changed / old    : outdated
equal    / changed / new    : modified → replace
cosmetic / absent  / absent : missing → create
cosmetic / absent  / old    : missing → create
cosmetic / absent  / new    : missing → create
cosmetic / equal   / absent : unchanged (cosmetic)
cosmetic / equal   / old    : unchanged (cosmetic)
cosmetic / equal   / new    : unchanged (cosmetic)
cosmetic / changed / absent : conflict
cosmetic / changed / old    : outdated
cosmetic / changed / new    : modified → replace
changed  / absent  / absent : missing → create
changed  / absent  / old    : missing → create
changed  / absent  / new    : missing → create
changed  / equal   / absent : conflict
changed  / equal   / old    : modified → replace
changed  / equal   / new    : conflict
changed  / changed / absent : conflict
changed  / changed / old    : conflict
changed  / changed / new    : modified → replace
invalid  / absent  / absent : invalid
invalid  / absent  / old    : invalid
invalid  / absent  / new    : invalid
invalid  / equal   / absent : invalid
invalid  / equal   / old    : invalid
invalid  / equal   / new    : invalid
invalid  / changed / absent : invalid
invalid  / changed / old    : invalid
invalid  / changed / new    : invalid
`;

const rows = table
  .trim()
  .split('\n')
  .map(line => {
    const [combination = '', expected = ''] = line.split(' : ');
    const [fileState = '', remoteState = '', baseState = ''] = combination.split('/').map(part => part.trim());
    return { fileState, remoteState, baseState, expected };
  });

const sqlOf: Readonly<Record<string, string>> = {
  equal: original,
  cosmetic: `-- a word on it\r\n${original.replaceAll(' ', '  ')}`,
  changed: edited,
  invalid: '',
};

function outcome(sides: Sides): string {
  const { entries } = makePlan(sides);
  if (entries.length === 0) return '-';
  return entries
    .map(({ status, action, isCosmetic }) => {
      const cosmetic = isCosmetic ? ' (cosmetic)' : '';
      return action === undefined ? status + cosmetic : `${status} → ${action}`;
    })
    .join(', ');
}

describe('A plan', () => {
  it('has a row for every combination', () => {
    expect(new Set(rows.map(row => Object.values(row).slice(0, 3).join())).size).toBe(5 * 3 * 3);
  });

  for (const { fileState, remoteState, baseState, expected } of rows) {
    it(`of a metric whose file is ${fileState}, remote ${remoteState}, base ${baseState}: ${expected}`, () => {
      const documents = fileState === 'absent' ? [] : [fileOf(metric('m', sqlOf[fileState] ?? ''))];
      const there = { absent: [], equal: [metric('m', original)], changed: [metric('m', elsewhere)] }[remoteState];
      const before = { absent: [], old: [metric('m', original)], new: [metric('m', elsewhere)] }[baseState];
      expect(outcome({ local: local(...documents), remote: remote(there), base: base(before) })).toBe(expected);
    });

    it(`of the assignment source whose file is ${fileState}, remote ${remoteState}, base ${baseState}`, () => {
      const documents = fileState === 'absent' ? [] : [fileOf(source(sqlOf[fileState] ?? ''))];
      const there = { absent: undefined, equal: source(original), changed: source(elsewhere) }[remoteState];
      const before = { absent: undefined, old: source(original), new: source(elsewhere) }[baseState];
      const sides = { local: local(...documents), remote: remote([], there), base: base([], { source: before }) };
      // It has no id that could be missing, and is replaced in place.
      expect(outcome(sides)).toBe(expected.replace('missing', 'new').replace('replace', 'update'));
    });
  }
});

describe('A plan of files', () => {
  it('takes a file without an id for a new metric, and names those that look like it', () => {
    const twin = metric('t', 'SELECT 1', 'Signups');
    const text =
      '/*---\nkind: metric\nname: Signups\ncolumn_mapping:\n  anonymous_id: a\n  timestamp: t\n---*/\nSELECT 2\n';
    const { entries } = makePlan({ local: local(file('new.levered.sql', text)), remote: remote([twin]), base: base() });
    expect(entries.map(({ status, action, lookalikes }) => ({ status, action, lookalikes }))).toEqual([
      { status: 'new', action: 'create', lookalikes: [twin] },
      { status: 'untracked', action: undefined, lookalikes: [] },
    ]);
  });

  it('finds both files invalid that name one id, and leaves its metric alone (2)', () => {
    const one = metric('m', original);
    const documents = [fileOf(one, 'a.levered.sql'), fileOf(one, 'b.levered.sql')];
    const { entries } = makePlan({ local: local(...documents), remote: remote([one]), base: base() });
    expect(entries.map(({ status, invalid }) => [status, invalid])).toEqual([
      ['invalid', { kind: 'duplicate', paths: ['b.levered.sql'] }],
      ['invalid', { kind: 'duplicate', paths: ['a.levered.sql'] }],
    ]);
  });

  it('finds two assignment sources invalid: an organization has one', () => {
    const documents = [fileOf(source(original), 'a.levered.sql'), fileOf(source(edited), 'b.levered.sql')];
    expect(outcome({ local: local(...documents), remote: remote(), base: base() })).toBe('invalid, invalid');
  });

  it('takes a single id for that of the environment which wrote it', () => {
    const here = base([], { idsElsewhere: new Map([['m', 'testing']]) });
    expect(outcome({ local: local(fileOf(metric('m', original))), remote: remote(), base: here })).toBe('new → create');
    const both = base([metric('m', original)], { idsElsewhere: new Map([['m', 'testing']]) });
    expect(outcome({ local: local(fileOf(metric('m', original))), remote: remote(), base: both })).toBe(
      'missing → create',
    );
  });

  it('shows a file that is not read as invalid, and still knows it (T12)', () => {
    const refused = file('big.levered.sql', '', { content: { kind: 'refused', refusal: 'too_large' } });
    const { entries } = makePlan({ local: local(refused), remote: remote(), base: base() });
    expect(entries).toMatchObject([{ status: 'invalid', invalid: { kind: 'refused', refusal: 'too_large' } }]);
  });
});

describe('A plan after replaced, unsettled and scratch metrics', () => {
  const old = metric('old', original);
  const current = metric('new', edited);

  it('lists the old metric as superseded for as long as it exists', () => {
    const known = base([current], {
      superseded: new Map([['old', { newId: 'new', uri: 'file:///w/new.levered.sql' }]]),
    });
    const documents = local(fileOf(current));
    expect(outcome({ local: documents, remote: remote([old, current]), base: known })).toBe('unchanged, superseded');
    expect(outcome({ local: documents, remote: remote([current]), base: known })).toBe('unchanged');
  });

  it('offers nothing for a file whose create has no known outcome, whatever else is true (7)', () => {
    const document = fileOf(current);
    const write = {
      intent: 'i',
      action: 'create',
      of: 'metric',
      uri: document.uri,
      name: 'x',
      at: 0,
      candidates: [],
    } as const;
    const { entries } = makePlan({
      local: local(document),
      remote: remote([old]),
      base: base([], { unsettled: [write] }),
    });
    expect(entries.find(({ file: own }) => own !== undefined)).toMatchObject({ status: 'unknown', unsettled: write });
    expect(entries.find(({ file: own }) => own !== undefined)).not.toHaveProperty('action');
  });

  it('does not show, plan or offer a scratch metric (14)', () => {
    const text = `/*---\nname: ${old.name}\ncolumn_mapping:\n  anonymous_id: a\n  timestamp: t\n---*/\n${original}\n`;
    const sides = { remote: remote([old]), base: base([], { scratch: new Set(['old']) }) };
    expect(makePlan({ local: local(), ...sides }).entries).toEqual([]);
    const { entries } = makePlan({ local: local(file('n.levered.sql', text)), ...sides });
    expect(entries.map(({ lookalikes }) => lookalikes)).toEqual([[]]);
  });
});

describe('A plan warns', () => {
  const many = Array.from({ length: 40 }, (_, number) => metric(`m${number}`, original));
  const documents = local(...many.map(each => fileOf(each)));

  it('when more than a tenth of the known metrics is gone, and more than three (T27)', () => {
    const warnings = (kept: number) =>
      makePlan({ local: documents, remote: remote(many.slice(0, kept)), base: base(many) }).warnings;
    expect(warnings(40)).toEqual([]);
    expect(warnings(36)).toEqual([]);
    expect(warnings(35)).toEqual([{ kind: 'many_missing', missing: 5, known: 40 }]);
    expect(warnings(0)).toEqual([{ kind: 'many_missing', missing: 40, known: 40 }]);
  });

  it('when not everything could be looked at (1)', () => {
    const partial = { ...documents, isComplete: false };
    expect(makePlan({ local: partial, remote: remote(many), base: base(many) }).warnings).toEqual([
      { kind: 'scan_incomplete' },
    ]);
  });
});

describe('The fingerprint of a plan', () => {
  const some = [metric('a', original), metric('b', edited), metric('c', elsewhere)];
  const sides: Sides = { local: local(...some.map(each => fileOf(each))), remote: remote(some), base: base(some) };

  it('and the plan itself do not depend on the order of the sides', () => {
    const expected = makePlan(sides);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(some, { minLength: 3 }),
        fc.shuffledSubarray(some, { minLength: 3 }),
        (one, other) => {
          const shuffled = { local: local(...one.map(each => fileOf(each))), remote: remote(other), base: base(one) };
          expect(makePlan(shuffled)).toEqual(expected);
        },
      ),
    );
  });

  const fingerprint = (changed: Partial<Sides>): string => makePlan({ ...sides, ...changed }).fingerprint;
  const [first, ...rest] = some as [Metric, ...Metric[]];
  const touched = (document: LocalDocument): LocalDocument => ({ ...document, hash: `${document.hash} ` });
  const others: Readonly<Record<string, Partial<Sides>>> = {
    'a file': { local: local(...some.map(each => touched(fileOf(each)))) },
    'a file that is gone': { local: local(...rest.map(each => fileOf(each))) },
    'a remote query': { remote: remote([{ ...first, sql: 'SELECT 1' }, ...rest]) },
    'a remote mapping': {
      remote: remote([{ ...first, column_mapping: { ...first.column_mapping, x: 'y' } }, ...rest]),
    },
    'a remote metric that is gone': { remote: remote(rest) },
    'the assignment source': { remote: remote(some, source('SELECT 1') satisfies AssignmentSource) },
    'the organization': { remote: { ...remote(some), organization: 'org_b' } },
    'a base': { base: base(rest) },
  };
  for (const [what, changed] of Object.entries(others)) {
    it(`changes with ${what} (5)`, () => {
      expect(fingerprint(changed)).not.toBe(fingerprint({}));
    });
  }
});
