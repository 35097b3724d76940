// Attributes, counters, communities, explanations and operation ids in windows.
import assert from 'node:assert/strict';

const done = (answers) => {
  for (const answer of answers) assert.equal(answer.code, 0, JSON.stringify(answer));
};

/** The listeners in the order in which the changes call them. */
const order = [
  'TIMSetGroupAttributeChangedCallback',
  'TIMSetGroupCounterChangedCallback',
  'TIMSetGroupTopicCreatedCallback',
  'TIMSetGroupTopicChangedCallback',
  'TIMSetCommunityCreatePermissionGroupCallback',
  'TIMSetCommunityChangePermissionGroupInfoCallback',
  'TIMSetCommunityAddMembersToPermissionGroupCallback',
  'TIMSetCommunityAddTopicPermissionCallback',
  'TIMSetCommunityModifyTopicPermissionCallback',
  'TIMSetCommunityDeleteTopicPermissionCallback',
  'TIMSetCommunityRemoveMembersFromPermissionGroupCallback',
  'TIMSetCommunityDeletePermissionGroupCallback',
  'TIMSetGroupTopicDeletedCallback',
];
const beyond = '9007199254740993';
const counted = (answer) => answer.json_param[0].group_counter_value;

export const checks = {
  'every listener of attributes, counters, topics and permission groups is taken in every window': ({ begun, methods }) => {
    assert.deepEqual([...methods].sort(), [...order].sort());
    assert.deepEqual(begun, Array(4 + 4 * order.length).fill(0));
  },
  'a BigInt crosses to the engine, and what is beyond 53 bits comes back as text': ({ changed }) => {
    done(changed);
    assert.equal(counted(changed[1]), beyond);
  },
  'both windows hear every change once, in its order and in both generations': ({ told }) => {
    for (const [window, calls] of Object.entries(told)) {
      for (const generation of ['present', 'older']) {
        const heard = calls.filter((call) => call.generation === generation).map(({ method }) => method);
        assert.deepEqual(heard, order, `${window}, ${generation}`);
      }
    }
  },
  'a listener has all values first, whose text is the first of them, the others after it, and its own user data': ({ told }) => {
    for (const calls of Object.values(told)) {
      for (const { all, rest, text } of calls) assert.deepEqual([rest, text, all.at(-1)], [all.slice(1), all[0], 'mine']);
      const [attributes, counter] = order.slice(0, 2).map((method) => calls.find((call) => call.method === method).all);
      assert.deepEqual(JSON.parse(attributes[1]), [{ group_attribute_key: 'seat', group_attribute_value: '群' }]);
      assert.deepEqual(counter, ['KeptGroup', 'n', beyond, 'mine']);
    }
  },
  'a call with an operation id is done once, whichever windows repeat it': ({ repeated, createdOnce, misused }) => {
    done([...repeated, ...createdOnce]);
    assert.deepEqual(repeated.map(counted), Array(4).fill('9007199254740994'));
    assert.deepEqual(createdOnce[0].json_param, createdOnce[1].json_param);
    assert.equal(misused.code, 10004, JSON.stringify(misused));
  },
  'explain answers in windows, and does nothing': ({ explained: [allowed, refused] }) => {
    done([allowed, refused]);
    assert.deepEqual([allowed.json_param.allowed, allowed.json_param.rules[0].action], [true, 'kick']);
    assert.deepEqual([refused.json_param.allowed, refused.json_param.code], [false, 10010]);
  },
  'an instance of the older generation has the new answers beside': ({ older: { refused, ...answers } }) => {
    done(Object.values(answers));
    for (const { data, json_param } of Object.values(answers)) assert.deepEqual([data.code, JSON.parse(data.json_param)], [0, json_param]);
    assert.equal(counted(answers.counters), '9007199254740994');
    assert.deepEqual([refused.code, refused.data.code], [10050, 10050]);
  },
  'the new listeners die with their window, and with the page before': ({ listening, after, heardAnew, activity }) => {
    assert.deepEqual([listening, after, heardAnew], [[2], Array(3).fill(0), 0]);
    assert.deepEqual(activity, { listeningWindows: 0, calls: 0 });
  },
};
