// The groups that every contestant creates: an owner and four members out of a pool of users. native/src/lib.rs says the same.
const groupStride = 7919;
const memberStride = 104_729;

/** Users in the measurements that start from an empty folder. */
export const pool = 10_000;

const user = (at, nth) => `user${String((at * groupStride + nth * memberStride) % pool).padStart(6, '0')}`;

/** Everything about group number `at`; the same for every system. `owner` may be given. */
export function group(at, owner) {
  return {
    name: `Bench group ${String(at).padStart(8, '0')}`,
    introduction: 'Measured beside other systems',
    owner: owner ?? user(at, 0),
    members: [1, 2, 3, 4].map((nth) => user(at, nth)),
  };
}

/** As the argument of TIMGroupCreate. */
export function sdkParams({ name, introduction, members }) {
  return {
    params: {
      create_group_param_group_name: name,
      create_group_param_group_type: 0,
      create_group_param_introduction: introduction,
      create_group_param_group_member_array: members.map((id) => ({ group_member_info_identifier: id })),
    },
  };
}
