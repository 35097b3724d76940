// The work that is measured: groups with an owner and four members out of a pool of users.

const pool = 100_000;
const user = (number) => `user${String(number % pool).padStart(6, '0')}`;

/** Everything about group number `at`; the same for every system. `owner` may be given. */
export function group(at, owner) {
  const step = pool / 5;
  return {
    name: `Bench group ${String(at).padStart(8, '0')}`,
    introduction: 'Measured beside other systems',
    owner: owner ?? user(at),
    members: [1, 2, 3, 4].map((nth) => user(at + nth * step)),
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

/** As the body of create_group. */
export function restBody({ name, introduction, owner, members }) {
  return {
    Type: 'Public',
    Name: name,
    Introduction: introduction,
    Owner_Account: owner,
    MemberList: members.map((id) => ({ Member_Account: id })),
  };
}
