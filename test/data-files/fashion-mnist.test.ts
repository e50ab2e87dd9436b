import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { importImages } from '../../native-worker/data-files/import-images.ts';
import { loadImages } from '../../native-worker/data-files/load-images.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { setFrom, tasksSpec } from '../tasks/sets.ts';
import { FASHION_MNIST, whyNoFashionMnist } from './fashion-mnist.ts';

const folder = temporaryFolder();

it('60,000 images of clothes are imported piece by piece, and make tasks', async (context) => {
  const reason = whyNoFashionMnist();
  if (reason !== null) context.skip(reason);
  const target = path.join(folder, 'fashion.idx');
  const imported = await importImages(FASHION_MNIST.images, FASHION_MNIST.labels, target);
  expect(imported).toMatchObject({ rows: 60_000, shape: [28, 28], bytes: 60_000 * 784 + 16 + 60_000 + 8 });
  expect(imported.classes).toEqual(Array.from({ length: 10 }, (_, label) => ({ label, count: 6000 })));
  expect(statSync(target).size).toBe(imported.bytes);

  const images = loadImages(target, { dataHash: imported.hash, dataName: 'fashion' });
  const sizes = { features: 16, count: 10, train: 2000, valid: 500 };
  const spec = tasksSpec({ kind: 'projected-binary', ...sizes, data: target, dataClasses: 10 });
  const seeds = Array.from({ length: 10 }, (_, k) => k);
  const set = setFrom(spec, images, seeds, 'search');
  for (const task of set.tasks) {
    expect(task.trainLabels.reduce((sum, label) => sum + label, 0)).toBe(1000);
    // Wrong labels would leave it to chance.
    expect(rightByNearestMean(task)).toBeGreaterThan(0.6);
  }
});

function rightByNearestMean(task: ReturnType<typeof setFrom>['tasks'][number]): number {
  const means = [0, 1].map((label) => {
    const mean = new Float64Array(16);
    task.trainLabels.forEach((each, row) => {
      if (each === label) for (let k = 0; k < 16; k++) mean[k]! += task.trainFeatures[row * 16 + k]! / 1000;
    });
    return mean;
  });
  const distance = (mean: Float64Array, row: number): number =>
    mean.reduce((sum, value, k) => sum + (value - task.validFeatures[row * 16 + k]!) ** 2, 0);
  const right = task.validLabels.filter(
    (label, row) => (distance(means[1]!, row) < distance(means[0]!, row) ? 1 : 0) === label,
  );
  return right.length / task.validCount;
}
