// The third act: a community with topics and permission groups, an invite link, and refusals that are explained.
import assert from 'node:assert/strict';
import { good, goodWith, refusedWith } from './account.mjs';

const garden = '@TGS#_botanic-garden';
const topic = (name) => `${garden}@TOPIC#_${name}`;
const gardeners = '@PMG#_gardeners';

const PUBLIC = 0;
const COMMUNITY = 5;
const MANAGE_TOPICS = 1 << 4; // a right in a community

const refused = { check: refusedWith(10007), shown: (result) => result.desc };

const topicNamed = (id, name) => ({
  group_id: garden,
  json_topic_info: { group_topic_info_topic_id: topic(id), group_topic_info_topic_name: name },
});

/** What `explain` says: yes or no, and by which rules. */
function explained({ json_param: told }) {
  const rule = (one) => `${one.allowed ? 'may' : 'may not'} ${one.action} as ${one.place}; it takes ${one.needed}${right(one)}`;
  return [told.allowed ? 'it would be done' : `it would be refused with ${told.code} and that sentence`, ...told.rules.map(rule)];
}

const right = (one) => (one.permission_bit === undefined ? '' : `, or bit ${one.permission_bit} of a permission group`);

/** Plays the act. */
export class Garden {
  #accounts;
  #table;

  constructor(accounts, table) {
    this.#accounts = accounts;
    this.#table = table;
  }

  async play() {
    this.#table.head('Third act, a community: Alice makes it with topics and permission groups');
    for (const account of Object.values(this.#accounts)) await account.listenToCommunities();
    await this.#community();
    const token = await this.#link();
    await this.#explanations();
    await this.#numbers();
    await this.#end(token);
  }

  async #community() {
    const params = {
      create_group_param_group_id: garden,
      create_group_param_group_name: 'Botanic garden',
      create_group_param_group_type: COMMUNITY,
      create_group_param_is_support_topic: true,
      create_group_param_enable_permission_group: true,
      create_group_param_default_permissions: 0,
    };
    await this.#step('alice', 'TIMGroupCreate', { params }, {
      shown: () => 'Community "Botanic garden" with topics; permission groups say who may do what',
      told: { alice: ['report 6: my group was created'] },
    });
    await this.#step('alice', 'TIMGroupCreateTopicInCommunity', topicNamed('seeds', 'Seeds'), {
      shown: () => 'topic "Seeds"',
      told: { alice: ['topic created: seeds'] },
    });
  }

  /** A link for one: Bob comes in by it, Carol comes too late. */
  async #link() {
    this.#table.head('Alice makes an invite link for one');
    const { json_param: link } = await this.#step('alice', 'opentimCreateInviteLink', { group_id: garden, max_uses: 1, expire_seconds: 3600 }, {
      shown: ({ json_param: { token } }) => `for one user, for an hour: ${token.slice(0, 16)}…`,
    });
    const joined = 'tip 1: bob came in: 2 members';
    await this.#step('bob', 'opentimJoinByInviteLink', { token: link.token }, {
      shown: () => 'bob is a member',
      told: { alice: [joined], bob: [joined] },
    });
    await this.#step('carol', 'opentimJoinByInviteLink', { token: link.token }, refused);
    await this.#step('bob', 'TIMGroupGetJoinedCommunityList', {}, {
      check: goodWith((result) => result.json_param.map((one) => one.group_base_info_group_id), [garden]),
      shown: () => 'communities with topics have a list of their own: "Botanic garden"',
    });
    return link.token;
  }

  async #explanations() {
    this.#table.head('Bob is refused, asks why, and is given the right');
    const roses = topicNamed('roses', 'Roses');
    const question = { method: 'TIMGroupCreateTopicInCommunity', params: roses };
    await this.#step('bob', 'TIMGroupCreateTopicInCommunity', roses, refused);
    const says = (allowed) => goodWith((result) => result.json_param.allowed, allowed);
    await this.#step('bob', 'explain', question, { check: says(false), shown: explained });
    const group = {
      community_group_id: garden,
      permission_group_id: gardeners,
      permission_group_name: 'Gardeners',
      group_permission: MANAGE_TOPICS,
    };
    await this.#step('alice', 'TIMCommunityCreatePermissionGroupInCommunity', { json_permission_group_info: group }, {
      shown: () => 'permission group "Gardeners": may make topics',
      told: this.#both('permission group created: Gardeners'),
    });
    const adding = { group_id: garden, permission_group_id: gardeners, json_member_id_array: ['bob'] };
    await this.#step('alice', 'TIMCommunityAddCommunityMembersToPermissionGroup', adding, {
      shown: () => 'bob is a gardener',
      told: this.#both('permission group joined: bob'),
    });
    await this.#step('bob', 'explain', question, { check: says(true), shown: explained });
    await this.#step('bob', 'TIMGroupCreateTopicInCommunity', roses, {
      shown: () => 'topic "Roses"',
      told: this.#both('topic created: roses'),
    });
  }

  /** Attributes and counters of an ordinary group. */
  async #numbers() {
    this.#table.head('Attributes and counters of an ordinary group');
    const params = {
      create_group_param_group_id: 'visitors',
      create_group_param_group_name: 'Visitors',
      create_group_param_group_type: PUBLIC,
      create_group_param_group_member_array: [{ group_member_info_identifier: 'bob', group_member_info_member_role: 200 }],
    };
    await this.#step('alice', 'TIMGroupCreate', { params }, {
      shown: () => 'Public "Visitors"',
      told: { alice: ['report 6: my group was created'], bob: ['report 7: alice brought me in'] },
    });
    const gate = (state) => ({ groupId: 'visitors', attributes: [{ group_attribute_key: 'gate', group_attribute_value: state }] });
    await this.#step('alice', 'TIMGroupSetGroupAttributes', gate('open'), {
      shown: () => 'gate: open',
      told: this.#both('attributes: gate=open'),
    });
    const count = (by, value, sum) =>
      this.#step(by, 'TIMGroupIncreaseGroupCounter', { group_id: 'visitors', group_counter_key: 'today', group_counter_value: value }, {
        shown: ({ json_param: [counter] }) => `today: ${counter.group_counter_value}`,
        check: goodWith(({ json_param: [counter] }) => counter.group_counter_value, sum),
        told: this.#both(`counter: today=${sum}`),
      });
    await count('alice', 20, 20);
    await count('bob', 22, 42);
    const ended = 'report 5: alice disbanded "Visitors"';
    await this.#step('alice', 'TIMGroupDelete', { groupId: 'visitors' }, { shown: () => 'disbanded', told: this.#both(ended) });
  }

  async #end(token) {
    this.#table.head('The community ends, and its link with it');
    const ended = 'report 5: alice disbanded "Botanic garden"';
    await this.#step('alice', 'TIMGroupDelete', { groupId: garden }, { shown: () => 'disbanded', told: this.#both(ended) });
    await this.#step('carol', 'opentimJoinByInviteLink', { token }, { check: refusedWith(10010), shown: (result) => result.desc });
    for (const [name, { ear }] of Object.entries(this.#accounts)) {
      const rest = await ear.take(0);
      this.#table.expect(`${name} was told nothing besides`, () => assert.deepEqual(rest, []));
    }
  }

  #both(sentence) {
    return { alice: [sentence], bob: [sentence] };
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
