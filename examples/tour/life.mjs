// The second act: the life of a group among three users of one process. Each step is a call, its answer, and what everybody was told.
import assert from 'node:assert/strict';
import { good, goodWith, refusedWith } from './account.mjs';
import {
  MUTE,
  NAME_AND_NOTIFICATION,
  OWNER,
  ROLE,
  change,
  changeMember,
  create,
  decide,
  invite,
  members,
  pendencies,
  remove,
  toIt,
} from './requests.mjs';

const refused = { check: refusedWith(10007), shown: (result) => result.desc };
const roles = { 200: 'member', 300: 'admin', 400: 'owner' };

/** What became of the only invited user: 1 he is a member, 3 somebody must agree first. */
const invited = (result) => JSON.parse(result.json_param)[0].group_invite_member_result_result;

/** Plays the act. */
export class Life {
  #accounts;
  #table;

  constructor(accounts, table) {
    this.#accounts = accounts;
    this.#table = table;
  }

  async play() {
    this.#table.head('Second act, the life of a group: all three listen');
    for (const account of Object.values(this.#accounts)) await account.listen();
    await this.#application();
    await this.#invitations();
    await this.#adminAtWork();
    await this.#end();
  }

  async #application() {
    this.#table.head('Bob asks to join the group of Alice, and she lets him in');
    await this.#step('alice', 'TIMGroupCreate', create, {
      shown: () => 'Public "Seed library": applications and invitations wait for owner and admins',
      told: { alice: ['report 6: my group was created'] },
    });
    await this.#step('bob', 'TIMGroupJoin', { ...toIt, helloMsg: 'I grow roses' }, {
      check: goodWith((result) => result.joined_status, 'WaitAdminApproval'),
      shown: (result) => result.joined_status,
      told: { alice: ['report 1: bob asks to join: "I grow roses"'] },
    });
    const application = await this.#openOne('bob asks to join: "I grow roses"');
    await this.#step('carol', 'TIMGroupHandlePendency', decide(application, true, 'Why not'), refused);
    const tip = 'tip 1: bob came in, let in by alice: 2 members';
    await this.#step('alice', 'TIMGroupHandlePendency', decide(application, true, 'Welcome'), {
      shown: () => 'accepted',
      told: { alice: [tip], bob: [tip, 'report 2: alice let me in: "Welcome"'] },
    });
  }

  async #invitations() {
    this.#table.head('Bob invites Carol: Alice refuses; later she brings her in herself');
    await this.#step('bob', 'TIMGroupInviteMember', invite('carol', 'She lives next door'), {
      check: goodWith(invited, 3),
      shown: () => 'carol waits for owner or admin',
      told: { alice: ['report 24: bob invites carol: "She lives next door"'] },
    });
    const invitation = await this.#openOne('carol is invited: "She lives next door"');
    await this.#step('alice', 'TIMGroupHandlePendency', decide(invitation, false, 'Not this week'), {
      shown: () => 'refused',
      told: { bob: ['report 14: alice does not want carol in: "Not this week"'] },
    });
    const tip = 'tip 1: carol was brought in by alice: 3 members';
    await this.#step('alice', 'TIMGroupInviteMember', invite('carol', ''), {
      check: goodWith(invited, 1),
      shown: () => 'carol is a member at once',
      told: { alice: [tip], bob: [tip], carol: [tip, 'report 7: alice brought me in'] },
    });
  }

  async #adminAtWork() {
    this.#table.head('Bob becomes an admin, changes the profile, mutes Carol, and removes her');
    const renaming = change(NAME_AND_NOTIFICATION, {
      group_modify_info_param_group_name: 'Seeds and roses',
      group_modify_info_param_notification: 'Swap on Sunday',
    });
    await this.#step('bob', 'TIMGroupModifyGroupInfo', renaming, refused);
    const admin = 'tip 4: bob is an admin now';
    await this.#step('alice', 'TIMGroupModifyMemberInfo', changeMember('bob', ROLE, { group_modify_member_info_member_role: 300 }), {
      shown: () => 'bob: admin',
      told: { alice: [admin], bob: [admin, 'report 9: alice made me an admin'], carol: [admin] },
    });
    const renamed = 'tip 6: bob changed name to "Seeds and roses", notification to "Swap on Sunday"';
    await this.#step('bob', 'TIMGroupModifyGroupInfo', renaming, {
      shown: () => 'the same call again: changed',
      told: { alice: [renamed], bob: [renamed], carol: [renamed] },
    });
    const muted = 'tip 7: bob muted carol for 600 s';
    await this.#step('bob', 'TIMGroupModifyMemberInfo', changeMember('carol', MUTE, { group_modify_member_info_shutup_time: 600 }), {
      shown: () => 'carol: muted',
      told: { alice: [muted], bob: [muted], carol: [muted, 'report 17: bob muted me for 600 s'] },
    });
    await this.#members(['alice: owner', 'bob: admin', 'carol: member, muted']);
    const removed = 'tip 3: carol was removed by bob: 2 members';
    await this.#step('bob', 'TIMGroupDeleteMember', remove('carol', 'Too many weeds'), {
      shown: () => 'carol: removed',
      told: { alice: [removed], bob: [removed], carol: ['report 4: bob removed me: "Too many weeds"'] },
    });
  }

  async #end() {
    this.#table.head('Alice hands the group over to Bob, and he disbands it');
    const handed = 'tip 6: alice changed owner to "bob"';
    await this.#step('alice', 'TIMGroupModifyGroupInfo', change(OWNER, { group_modify_info_param_owner: 'bob' }), {
      shown: () => 'owner: bob',
      told: { alice: [handed], bob: [handed] },
    });
    await this.#members(['alice: member', 'bob: owner']);
    await this.#step('alice', 'TIMGroupDelete', toIt, refused);
    const ended = 'report 5: bob disbanded "Seeds and roses"';
    await this.#step('bob', 'TIMGroupDelete', toIt, { shown: () => 'disbanded', told: { alice: [ended], bob: [ended] } });
    await new Promise((later) => setTimeout(later, 50)); // what nobody should hear would have come by then
    for (const [name, { ear }] of Object.entries(this.#accounts)) {
      const rest = await ear.take(0);
      this.#table.expect(`${name} was told nothing besides`, () => assert.deepEqual(rest, []));
    }
  }

  /** The only application or invitation that Alice has not decided on. */
  async #openOne(sentence) {
    const open = (result) => result.json_param.group_pendency_result_pendency_array.filter((one) => one.group_pendency_handled === 0);
    const text = (one) => {
      const wish = one.group_pendency_pendency_type === 0 ? 'asks to join' : 'is invited';
      const user = one.group_pendency_to_identifier || one.group_pendency_form_identifier;
      return `${user} ${wish}: "${one.group_pendency_apply_invite_msg}"`;
    };
    const texts = (result) => open(result).map(text);
    const shown = (result) => texts(result).map((one) => `open: ${one}`);
    const result = await this.#step('alice', 'TIMGroupGetPendencyList', pendencies, { check: goodWith(texts, [sentence]), shown });
    return open(result)[0];
  }

  /** All members, as Bob sees them. */
  async #members(expected) {
    const text = (one) => {
      const muted = one.group_member_info_shutup_time > Date.now() / 1000 ? ', muted' : '';
      return `${one.group_member_info_identifier}: ${roles[one.group_member_info_member_role]}${muted}`;
    };
    const texts = (result) => result.json_param.group_get_member_info_list_result_info_array.map(text);
    await this.#step('bob', 'TIMGroupGetMemberInfoList', members, {
      check: goodWith(texts, expected),
      shown: (result) => texts(result).join('; '),
    });
  }

  /** One call, and what the users named in `told` hear of it; the others hear nothing. */
  async #step(by, method, argument, { check = good, shown, told = {} }) {
    const result = await this.#accounts[by].call(method, argument, check, shown);
    const found = {};
    for (const [name, { ear }] of Object.entries(this.#accounts)) found[name] = await ear.take(told[name]?.length ?? 0);
    this.#table.heard(found, told);
    return result;
  }
}
