import { Donchian } from './indicators/channels.ts'
import { Midpoint } from './indicators/levels/midpoint.ts'
import { PivotPoints } from './indicators/levels/pivot-points.ts'
import { VolumeProfile } from './indicators/levels/volume-profile.ts'
import { ofCandles, ofSource } from './run-study.ts'
import { bars, line, type StudyDefinition, study } from './study-definition.ts'

/** Prices at which something may happen: middles of ranges, pivots, and where most was traded. */
export const LEVEL_STUDIES: readonly StudyDefinition[] = [
  study({
    name: 'midprice',
    title: 'Midprice',
    args: { period: bars(14) },
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => ofCandles(new Donchian(period)),
  }),
  study({
    name: 'midpoint',
    title: 'Midpoint',
    args: { period: bars(14) },
    source: true,
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => ofSource(new Midpoint(period)),
  }),
  study({
    name: 'pivot',
    title: 'Pivot',
    aliases: ['pivots'],
    args: { period: bars(20, 1) },
    outputs: [line('pivot'), line('pivot_r1', 'R1'), line('pivot_s1', 'S1'), line('pivot_r2', 'R2'), line('pivot_s2', 'S2')],
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => new PivotPoints(period),
  }),
  study({
    name: 'vp',
    title: 'Volume profile',
    aliases: ['volume_profile'],
    args: { period: bars(100) },
    outputs: [
      line('poc', 'POC'),
      { name: 'vah', label: 'value area high', shape: 'band-edge' },
      { name: 'val', label: 'value area low', shape: 'band-edge' },
    ],
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => new VolumeProfile(period),
  }),
]
