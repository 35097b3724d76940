// One account of the tour: a TimRender of its own, all on the same data folder.
import assert from 'node:assert/strict';
import TimRender from 'opentim';
import { Ear } from './ear.mjs';

export const sdkappid = 1400000000;

/** The answers of TIMInit and TIMUninit. */
function zero(result) {
  assert.equal(result, 0, 'expected 0; the log line above this one has the reason');
}

/** Every other answer that is no refusal. */
export function good(result) {
  assert.equal(result.code, 0, result.desc);
}

/** An answer that is good and holds this besides. */
export const goodWith = (found, expected) => (result) => {
  good(result);
  assert.deepEqual(found(result), expected);
};

/** An answer that refuses with this code and says why. */
export const refusedWith = (code) => (result) => {
  assert.equal(result.code, code, `expected ${code}`);
  assert.notEqual(result.desc, '');
};

/** A user with an instance of his own. */
export class Account {
  #table;

  constructor(name, { dataDir, table }) {
    this.name = name;
    this.dataDir = dataDir;
    this.ear = new Ear();
    this.#table = table;
    this.sdk = new TimRender({ sdkappid, dataDir, instance: name });
  }

  /** Calls a method, shows it, and checks its answer. */
  call(method, argument, check, shown) {
    return this.#table.row(method, this.name, () => this.sdk[method](argument), check, shown);
  }

  async open() {
    await this.call('TIMInit', {}, zero, () => 'folder open');
    const userSig = TimRender.genTestUserSig({ sdkappid, dataDir: this.dataDir, userID: this.name, expire: 3600 });
    await this.call('TIMLogin', { userID: this.name, userSig }, good, () => 'logged in');
  }

  /** Hears from now on what he is told. */
  async listen() {
    await this.call('TIMSetGroupTipsEventCallback', { callback: this.ear.tip }, good, () => 'hears what happens in his groups');
    await this.call('TIMAddRecvNewMsgCallback', { callback: this.ear.messages }, good, () => 'hears what concerns him alone');
  }

  /** Hears from now on what happens in communities, and to attributes and counters. */
  async listenToCommunities() {
    for (const [method, callback] of Object.entries(this.ear.values)) await this.sdk[method]({ callback });
  }

  async close() {
    await this.call('TIMUninit', undefined, zero, () => 'released');
    this.sdk.close();
  }

  /** The ids of his groups, in order. */
  async joined() {
    const shown = ({ json_param: list }) => list.map((group) => group.group_base_info_group_name).join(', ') || 'no group';
    const { json_param: list } = await this.call('TIMGroupGetJoinedGroupList', '', good, shown);
    return list.map((group) => group.group_base_info_group_id).sort();
  }
}
