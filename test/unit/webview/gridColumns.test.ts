import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnLayout } from '../../../src/webview/grid/columnLayout.ts';
import { ColumnModel } from '../../../src/webview/grid/columnModel.ts';

/** Columns 0 to 5, of which 2 and 4 are mapped, each 100 wide. */
function columns(): ColumnModel {
  const model = new ColumnModel();
  model.grow([false, false, true, false, true, false], [100, 100, 100, 100, 100, 100]);
  return model;
}

describe('columns', () => {
  it('stand in the order of the query, with the mapped ones first on request', () => {
    const model = columns();
    expect(model.shown).toEqual([0, 1, 2, 3, 4, 5]);
    model.mappedFirst = true;
    expect(model.shown).toEqual([2, 4, 0, 1, 3, 5]);
    model.mappedFirst = false;
    expect(model.shown).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are hidden and shown again at their place; the last one stays', () => {
    const model = columns();
    for (const column of [0, 1, 2, 3, 4]) expect(model.setHidden(column, true)).toBe(true);
    expect(model.shown).toEqual([5]);
    expect(model.setHidden(5, true)).toBe(false);
    model.setHidden(3, false);
    expect(model.shown).toEqual([3, 5]);
    expect(model.all).toEqual([0, 1, 2, 3, 4, 5]);
    expect(model.position(4)).toBe(-1);
  });

  it('that are pinned come first, in the order in which they were pinned', () => {
    const model = columns();
    model.setPinned(4, true);
    model.setPinned(1, true);
    expect(model.shown).toEqual([4, 1, 0, 2, 3, 5]);
    expect(model.pinnedCount).toBe(2);
    model.setHidden(4, true);
    expect(model.pinnedCount).toBe(1);
    model.setPinned(1, false);
    expect(model.shown).toEqual([0, 1, 2, 3, 5]);
  });

  it('have the width that a person gives them, within reason, until all is reset', () => {
    const model = columns();
    model.resize(2, 312.4);
    model.resize(3, -5);
    model.resize(4, 1e9);
    expect([2, 3, 4, 5].map(column => model.width(column))).toEqual([312, 40, 2_000, 100]);
    model.setHidden(0, true);
    model.reset();
    expect(model.shown).toEqual([0, 1, 2, 3, 4, 5]);
    expect(model.width(2)).toBe(100);
  });

  it('may become more while rows are read, and what was done to the others stays', () => {
    const model = columns();
    model.setHidden(1, true);
    model.resize(0, 250);
    model.grow([false, false, true, false, true, false, true], [100, 100, 100, 100, 100, 100, 80]);
    expect(model.shown).toEqual([0, 2, 3, 4, 5, 6]);
    expect(model.width(0)).toBe(250);
    expect(model.width(6)).toBe(80);
  });

  it('are each shown once, whatever is hidden and pinned', () => {
    const step = fc.record({ column: fc.nat(5), what: fc.constantFrom('hide', 'show', 'pin', 'unpin', 'mapped') });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const model = columns();
        for (const { column, what } of steps) {
          if (what === 'mapped') model.mappedFirst = !model.mappedFirst;
          else if (what === 'hide' || what === 'show') model.setHidden(column, what === 'hide');
          else model.setPinned(column, what === 'pin');
        }
        const { shown } = model;
        expect(shown.length).toBeGreaterThan(0);
        expect(new Set(shown).size).toBe(shown.length);
        expect([...model.all].sort()).toEqual([0, 1, 2, 3, 4, 5]);
        expect(shown.every(column => !model.isHidden(column))).toBe(true);
        expect(shown.map(column => model.isPinned(column))).toEqual(shown.map((_, at) => at < model.pinnedCount));
      }),
    );
  });
});

describe('the layout', () => {
  const widths = [50, 100, 150, 200];
  const laid = (pinned = 0, room?: number): ColumnLayout => new ColumnLayout([3, 0, 1], c => widths[c]!, pinned, room);

  it('tells where each position begins, and which column stands there', () => {
    const layout = laid();
    expect([0, 1, 2, 3].map(at => layout.start(at))).toEqual([0, 200, 250, 350]);
    expect(layout.total).toBe(350);
    expect(layout.column(1)).toBe(0);
    expect([-5, 0, 199, 200, 249.5, 349, 350, 999].map(place => layout.at(place))).toEqual([0, 0, 0, 1, 1, 2, 3, 3]);
  });

  it('draws what lies in a stretch, without the pinned columns', () => {
    expect(laid().within(0, 201)).toEqual({ first: 0, end: 2 });
    expect(laid(1).within(0, 201)).toEqual({ first: 1, end: 2 });
    expect(laid(1).within(260, 300)).toEqual({ first: 2, end: 3 });
  });

  it('pins only what leaves room for the others', () => {
    expect(laid(2, 260).pinned).toBe(2);
    expect(laid(2, 240).pinned).toBe(1);
    expect(laid(2, 100).pinned).toBe(0);
  });
});
