// The same as an ES module, for Node.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import TimRender from 'opentim';

const { REPORT, DATA_DIR } = process.env;
const tim = new TimRender({ dataDir: join(DATA_DIR, 'module') });
await tim.TIMInit();
const userSig = TimRender.genTestUserSig({ dataDir: join(DATA_DIR, 'module'), userID: 'peter', expire: 3600 });
await tim.TIMLogin({ userID: 'peter', userSig });
const here = await tim.TIMGroupCreate({ params: { create_group_param_group_name: 'made in a module' } });
await tim.TIMUninit();
writeFileSync(REPORT, JSON.stringify({ here }));
