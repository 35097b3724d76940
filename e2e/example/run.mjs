// The example application, used as a user would.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { check, runElectron } from '../launch.mjs';
import { startServer } from '../server.mjs';

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

const bothSee = {
  'two users in two Electron processes log in to one server': ({ alice, bob }) => {
    for (const { where, network, problems } of [alice, bob]) assert.deepEqual([where, network, problems], ['server', ['Connected'], []]);
  },
  'each sees what the other does': ({ alice, bob }) => {
    assert.ok(bob.groups.includes('Gardeners'), 'bob sees the group that alice has made');
    assert.ok(bob.admin.some((text) => text.includes('bob Admin')), 'and that he is admin');
    assert.deepEqual(alice.renamed, ['Gardeners of the roof']);
    assert.ok(alice.members.some((text) => text.includes('dave') && text.includes('Muted')), 'alice sees whom bob has muted');
  },
  'the end of the group reaches both': ({ alice, bob }) => {
    for (const { empty } of [alice, bob]) assert.match(empty[0], /No groups yet/);
  },
  'a login elsewhere ends the one before, and its window says so': ({ alice, bob }) => {
    assert.deepEqual(alice.asBob, ['bob']);
    assert.match(bob.kicked[0], /logged in elsewhere/);
  },
};

/** Two processes against one server. */
export async function two(folder, words) {
  const PICTURES = join(folder, 'two');
  mkdirSync(PICTURES, { recursive: true });
  const SERVER_DATA = join(folder, 'two-server');
  const server = await startServer(SERVER_DATA);
  const env = { SERVER: server.gateway, SERVER_DATA, PICTURES, PICTURE: pictureFile(folder, words, 'electron-two-users.png') };
  const run = (WHO) => runElectron(join(root, 'e2e', 'example', 'remote.cjs'), join(folder, WHO), { env: { ...env, WHO } });
  try {
    // Both are waited for, also when one fails: nothing of this test may go on after it.
    const ends = await Promise.allSettled(['alice', 'bob'].map(run));
    const failed = ends.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
    if (failed.length > 0) throw new AggregateError(failed, failed.map(({ message }) => message).join('\n'));
    const [alice, bob] = ends.map(({ value }) => value);
    check(bothSee, { alice, bob });
  } finally {
    await server.stop();
  }
}
