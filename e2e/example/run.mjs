// The example application, used as a user would.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { check, runElectron } from '../launch.mjs';

const checks = {
  'the example runs without Node in its page, and nothing is reported on its console': ({ globals, problems }) => {
    assert.deepEqual(globals, ['undefined', 'undefined', 'undefined']);
    assert.deepEqual(problems, []);
  },
  'it says what to do where there is nothing yet, and refusals with code and words': ({ emptyList, refused }) => {
    assert.match(emptyList[0], /No groups yet/);
    assert.match(refused[0], /^8502 .*60 bytes.*at most 30/);
  },
  'a group is created in its dialog and shown with its members': ({ members }) => {
    assert.deepEqual(members.map((text) => text.split(' ').slice(1, 3).join(' ')), ['alice Owner', 'bob Member', 'carol Member', 'dave Member']);
  },
  'what others do is there at once: groups, applications, members, mutes': ({ groups, accepted, muted, waiting, feed }) => {
    assert.deepEqual(groups, ['Book club', 'Gardeners', 'Sunday football', 'Town square']);
    assert.ok(accepted.some((text) => text.includes('frank Member')));
    assert.equal(muted[0], 0);
    assert.match(waiting[0], /erin asks to join Gardeners/);
    assert.match(feed[0], /erin asks to join/);
  },
  'another user logs in after the first in the same window': ({ bob }) => {
    assert.deepEqual(bob, ['Book club', 'Gardeners', 'Sunday football', 'Town square']);
  },
};

/** Where a picture goes: into the documentation when pictures are asked for. */
function pictureFile(folder, words, name) {
  const place = words.includes('--pictures') ? join(root, 'docs', 'pictures') : folder;
  mkdirSync(place, { recursive: true });
  return join(place, name);
}

export async function example(folder, words) {
  const PICTURE = pictureFile(folder, words, 'electron-app.png');
  check(checks, await runElectron(join(root, 'e2e', 'example', 'alone.cjs'), join(folder, 'example-data'), { env: { PICTURE } }));
}
