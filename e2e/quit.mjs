// An application that ends in the middle of its work: it ends cleanly, and what it was told is done is done.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runElectron } from './launch.mjs';

const { sdkappid, secretKey } = { sdkappid: 1400000000, secretKey: 'the key of the end-to-end test' };

export async function quit(folder) {
  const ACKNOWLEDGED = join(folder, 'acknowledged');
  await runElectron(join(folder, 'quit.js'), folder, { env: { ACKNOWLEDGED } });
  const acknowledged = readFileSync(ACKNOWLEDGED, 'utf8').trim().split('\n');
  assert.ok(acknowledged.length >= 20, `${acknowledged.length} groups were acknowledged`);

  const TimRender = createRequire(join(folder, 'package.json'))('opentim');
  const tim = new TimRender({ sdkappid, secretKey, dataDir: join(folder, 'data', 'quit') });
  assert.equal(await tim.TIMInit(), 0);
  const userSig = TimRender.genTestUserSig({ sdkappid, secretKey, userID: 'peter', expire: 3600 });
  assert.equal((await tim.TIMLogin({ userID: 'peter', userSig })).code, 0);
  const joined = (await tim.TIMGroupGetJoinedGroupList()).json_param.map((group) => group.group_base_info_group_id);
  assert.deepEqual(acknowledged.filter((id) => !joined.includes(id)), []);
  await tim.TIMUninit();
  tim.close();
  console.log(`ok  an application that quits with calls under way ends cleanly, and its ${acknowledged.length} acknowledged groups are there`);
}
