// The main job from beginning to end. First act: log users in, create a group of every type, import an old one over REST, list, be
// refused, close, open again. Second act: the life of one group, and what each user was told of it. Third act: a community, an
// invite link, refusals that are explained. Every call is shown; the exit code is 0 only if every step held.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import TimRender from 'opentim';
import { Account, good, refusedWith, sdkappid } from './account.mjs';
import { groups, imported, refused, typeNames, users } from './groups.mjs';
import { Garden } from './garden.mjs';
import { Life } from './life.mjs';
import { startServer } from './server.mjs';
import { Table, title } from './table.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dataDir = join(root, 'data', 'tour');
const table = new Table();
const importedGroup = { id: imported.body.GroupId, listedFor: imported.listedFor };

async function openAll() {
  const accounts = {};
  for (const name of users) {
    accounts[name] = new Account(name, { dataDir, table });
    await accounts[name].open();
  }
  return accounts;
}

async function closeAll(accounts) {
  for (const account of Object.values(accounts)) await account.close();
}

async function createGroups(accounts) {
  const made = [];
  for (const { by, params, listedFor } of groups) {
    const check = (result) => {
      good(result);
      const own = params.create_group_param_group_id;
      if (own) assert.equal(result.json_param.create_group_result_groupid, own);
    };
    const { create_group_param_group_name: name, create_group_param_group_type: type } = params;
    const shown = ({ json_param: result }) => `${typeNames[type]} "${name}": ${result.create_group_result_groupid}`;
    const result = await accounts[by].call('TIMGroupCreate', { params }, check, shown);
    made.push({ id: result.json_param.create_group_result_groupid, listedFor });
  }
  return made;
}

async function beRefused(accounts) {
  for (const { by, params, code } of refused) {
    await accounts[by].call('TIMGroupCreate', { params }, refusedWith(code), (result) => result.desc);
  }
}

/** Everybody's list holds exactly the groups he should see. */
async function checkLists(accounts, made) {
  for (const account of Object.values(accounts)) {
    const expected = made.filter(({ listedFor }) => listedFor.includes(account.name)).map(({ id }) => id).sort();
    const found = await account.joined();
    table.expect(`${account.name} sees exactly these ${expected.length}`, () => assert.deepEqual(found, expected));
  }
}

/** The profiles of all groups, as one of the users sees them. */
async function profiles(account, made) {
  const profile = ({ get_groups_info_result_info: info }) => {
    const members = `${info.group_detail_info_member_num} of ${info.group_detail_info_max_member_num || 'any number of'} members`;
    return `${typeNames[info.group_detail_info_group_type]} "${info.group_detail_info_group_name}": ${members}`;
  };
  const shown = ({ json_param: list }) => list.map(profile);
  const check = (result) => {
    good(result);
    for (const one of result.json_param) assert.equal(one.get_groups_info_result_code, 0, one.get_groups_info_result_desc);
  };
  const result = await account.call('TIMGroupGetGroupInfoList', { groupIds: made.map(({ id }) => id) }, check, shown);
  return result.json_param.map((one) => one.get_groups_info_result_info);
}

/** The server on the same folder: what the embedded engine wrote is there, and what it imports is found afterwards. */
async function importOverRest() {
  const usersig = TimRender.genTestUserSig({ sdkappid, dataDir, userID: 'administrator', expire: 3600 });
  const server = await startServer({ root, dataDir, query: { sdkappid, identifier: 'administrator', usersig } });
  const call = (command, body, check, shown) => table.row(command, 'REST admin', () => server.post(command, body), check, shown);
  const ok = (reply) => assert.equal(reply.ErrorCode, 0, reply.ErrorInfo);
  try {
    await call('import_group', imported.body, ok, (reply) => `${imported.body.Name}: ${reply.GroupId}`);
    await call('get_joined_group_list', { Member_Account: 'alice' }, ok, (reply) => `${reply.TotalCount} groups of alice, those of the addon among them`);
  } finally {
    await server.stop();
  }
}

async function reopen(made, before) {
  const accounts = await openAll();
  const after = await profiles(accounts.alice, made);
  table.expect('every profile is what it was before closing', () => assert.deepEqual(after, before));
  await checkLists(accounts, [...made, importedGroup]);
  const [old] = await profiles(accounts.alice, [importedGroup]);
  const created = new Date(imported.body.CreateTime * 1000).toISOString().slice(0, 10);
  table.expect(`the imported group kept its time of creation, ${created}`, () => {
    assert.equal(old.group_detail_info_create_time, imported.body.CreateTime);
  });
  return accounts;
}

async function tour() {
  rmSync(dataDir, { recursive: true, force: true });
  title(`opentim tour, data folder ${relative(root, dataDir)}`);
  table.head('Three users open the embedded engine and log in');
  const accounts = await openAll();
  table.head('A group of every type');
  const made = await createGroups(accounts);
  table.head('What each user has joined (live groups, broadcast rooms and communities with topics are not in this list)');
  await checkLists(accounts, made);
  table.head('Three calls that are refused');
  await beRefused(accounts);
  table.head('The profiles of all groups, to be compared later');
  const before = await profiles(accounts.alice, made);
  table.head('Everybody closes; the server opens the same folder and imports a group of 2015');
  await closeAll(accounts);
  await importOverRest();
  table.head('The server has ended; opened again, all is still there');
  const again = await reopen(made, before);
  await new Life(again, table).play();
  await new Garden(again, table).play();
  table.head('What is left: the groups of the first act');
  await checkLists(again, [...made, importedGroup]);
  await closeAll(again);
}

try {
  await tour();
} catch (error) {
  table.broke(error);
}
process.exitCode = table.end() ? 0 : 1;
