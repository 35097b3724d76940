// The data of the tour.

/** Who takes part. */
export const users = ['alice', 'bob', 'carol'];

const PUBLIC = 0;
const PRIVATE = 1;
const CHATROOM = 2;
const BCHATROOM = 3;
const AVCHATROOM = 4;
const COMMUNITY = 5;
const ADMIN = 300;

/** The types by their numbers. */
export const typeNames = ['Public', 'Private', 'ChatRoom', 'BChatRoom', 'AVChatRoom', 'Community'];

const member = (id, more = {}) => ({ group_member_info_identifier: id, ...more });
const field = (key, value) => ({ group_info_custom_string_info_key: key, group_info_custom_string_info_value: value });
const memberField = (key, value) => ({
  group_member_info_custom_string_info_key: key,
  group_member_info_custom_string_info_value: value,
});

/** Groups that are created: by whom, with what, and in whose lists they appear then. */
export const groups = [
  {
    by: 'alice',
    listedFor: ['alice', 'bob', 'carol'],
    params: {
      create_group_param_group_name: 'Weekend plans',
      create_group_param_group_type: PRIVATE,
      create_group_param_group_member_array: [member('bob'), member('carol')],
    },
  },
  {
    by: 'alice',
    listedFor: ['alice', 'bob', 'carol'],
    params: {
      create_group_param_group_name: 'Gardeners',
      create_group_param_group_id: 'gardeners',
      create_group_param_group_type: PUBLIC,
      create_group_param_introduction: 'Everything that grows',
      create_group_param_notification: 'Seeds are swapped on Sunday',
      create_group_param_face_url: 'https://example.org/garden.png',
      create_group_param_add_option: 1,
      create_group_param_approve_option: 1,
      create_group_param_max_member_num: 500,
      create_group_param_custom_info: [field('climate', 'temperate'), field('founded', '2026')],
      create_group_param_group_member_array: [
        member('bob', {
          group_member_info_member_role: ADMIN,
          group_member_info_name_card: 'Bob (roses)',
          group_member_info_custom_info: [memberField('plot', 'B 12')],
        }),
        member('carol'),
      ],
    },
  },
  {
    by: 'bob',
    listedFor: ['bob'],
    params: { create_group_param_group_name: 'Monday meeting', create_group_param_group_type: CHATROOM },
  },
  {
    by: 'bob',
    listedFor: [],
    params: { create_group_param_group_name: 'Harvest live', create_group_param_group_type: AVCHATROOM },
  },
  {
    by: 'carol',
    listedFor: ['alice', 'carol'],
    params: {
      create_group_param_group_name: 'Neighbours',
      create_group_param_group_id: '@TGS#_neighbours',
      create_group_param_group_type: COMMUNITY,
      create_group_param_group_member_array: [member('alice')],
    },
  },
  {
    by: 'carol',
    listedFor: [],
    params: {
      create_group_param_group_name: 'Town by topics',
      create_group_param_group_type: COMMUNITY,
      create_group_param_is_support_topic: true,
      create_group_param_enable_permission_group: true,
      create_group_param_default_permissions: 8,
    },
  },
  {
    by: 'carol',
    listedFor: [],
    params: { create_group_param_group_name: 'Bulletin', create_group_param_group_type: BCHATROOM },
  },
];

/** Creates that must be refused, and with which code. */
export const refused = [
  {
    by: 'bob',
    code: 10021,
    params: { create_group_param_group_name: 'Mine now', create_group_param_group_id: 'gardeners' },
  },
  {
    by: 'alice',
    code: 8502,
    params: { create_group_param_group_name: 'A name that is longer than thirty bytes' },
  },
  {
    by: 'carol',
    code: 10007,
    params: {
      create_group_param_group_name: 'Live with guests',
      create_group_param_group_type: AVCHATROOM,
      create_group_param_group_member_array: [member('bob')],
    },
  },
];

/** A group of another system. */
export const imported = {
  listedFor: ['alice'],
  body: {
    GroupId: 'old-friends',
    Type: 'Public',
    Name: 'Old friends',
    Owner_Account: 'alice',
    Introduction: 'Moved here from another system',
    CreateTime: 1433116800, // 1 June 2015
    AppDefinedData: [{ Key: 'origin', Value: 'elsewhere' }],
  },
};
