// What an account's listeners hear, in plain words.

const patience = 10_000; // ms; on a machine that is very busy

const tips = {
  1: (tip) => `${users(tip)} ${came(tip)}: ${size(tip)}`,
  2: (tip) => `${users(tip)} left: ${size(tip)}`,
  3: (tip) => `${users(tip)} was removed by ${by(tip)}: ${size(tip)}`,
  4: (tip) => `${users(tip)} is an admin now`,
  5: (tip) => `${users(tip)} is no admin any more`,
  6: (tip) => `${by(tip)} changed ${tip.group_tips_elem_group_change_info_array.map(changed).join(', ')}`,
  7: (tip) => `${by(tip)} muted ${tip.group_tips_elem_member_change_info_array.map(muted).join(', ')}`,
};

const came = (tip) => {
  if (users(tip) === by(tip)) return 'came in';
  return `${tip.group_tips_elem_join_type === 2 ? 'was brought in by' : 'came in, let in by'} ${by(tip)}`;
};
const users = (tip) => tip.group_tips_elem_user_array.join(', ');
const by = (tip) => tip.group_tips_elem_op_user;
const size = (tip) => `${tip.group_tips_elem_member_num} members`;
const muted = (mute) => `${mute.group_tips_member_change_info_identifier} for ${mute.group_tips_member_change_info_shutupTime} s`;

const parts = { 1: 'name', 3: 'notification', 5: 'owner' };
const changed = (change) => `${parts[change.group_tips_group_change_info_flag]} to "${change.group_tips_group_change_info_value}"`;

const reports = {
  1: (report) => `${who(report)} asks to join: "${words(report)}"`,
  2: (report) => `${who(report)} let me in: "${words(report)}"`,
  3: (report) => `${who(report)} does not let me in: "${words(report)}"`,
  4: (report) => `${who(report)} removed me: "${words(report)}"`,
  5: (report) => `${who(report)} disbanded "${report.group_report_elem_group_name}"`,
  6: () => 'my group was created',
  7: (report) => `${who(report)} brought me in`,
  9: (report) => `${who(report)} made me an admin`,
  14: (report) => `${who(report)} does not want ${invitee(report)} in: "${words(report)}"`,
  17: (report) => `${who(report)} muted me for ${report.group_report_elem_shut_up_time} s`,
  24: (report) => `${who(report)} invites ${invitee(report)}: "${words(report)}"`,
};

const attribute = (one) => `${one.group_attribute_key}=${one.group_attribute_value}`;
const who = (report) => report.group_report_elem_op_user;
const words = (report) => report.group_report_elem_msg;
const invitee = (report) => report.group_report_elem_user_data;

function told(kind, type, texts, element) {
  return `${kind} ${type}: ${texts[type]?.(element) ?? JSON.stringify(element)}`;
}

/** The listeners of one account, and what they heard and nobody took yet. */
export class Ear {
  #heard = [];
  #wake = () => {};

  /** For TIMSetGroupTipsEventCallback: one group tip. */
  tip = ([text]) => {
    const tip = JSON.parse(text);
    this.#hear(told('tip', tip.group_tips_elem_tip_type, tips, tip));
  };

  /** For TIMAddRecvNewMsgCallback: messages, of which those of the system conversation are group reports. */
  messages = ([text]) => {
    const elements = JSON.parse(text).flatMap((message) => message.message_elem_array);
    for (const report of elements) this.#hear(told('report', report.group_report_elem_report_type, reports, report));
  };

  /** For listeners that get several values: by method, in words. */
  values = {
    TIMSetGroupAttributeChangedCallback: ([, attributes]) => this.#hear(`attributes: ${JSON.parse(attributes).map(attribute).join(', ')}`),
    TIMSetGroupCounterChangedCallback: ([, key, value]) => this.#hear(`counter: ${key}=${value}`),
    TIMSetGroupTopicCreatedCallback: ([, topic]) => this.#hear(`topic created: ${topic.split('@TOPIC#_')[1]}`),
    TIMSetCommunityCreatePermissionGroupCallback: ([, group]) =>
      this.#hear(`permission group created: ${JSON.parse(group).permission_group_name}`),
    TIMSetCommunityAddMembersToPermissionGroupCallback: ([, joined]) =>
      this.#hear(`permission group joined: ${JSON.parse(joined).member_id_list.join(', ')}`),
  };

  /** Takes what was heard as soon as there are `count`, or after a while whatever there is then. */
  async take(count) {
    const deadline = Date.now() + patience;
    while (this.#heard.length < count && Date.now() < deadline) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#heard.splice(0);
  }

  #hear(sentence) {
    this.#heard.push(sentence);
    this.#wake();
  }
}
