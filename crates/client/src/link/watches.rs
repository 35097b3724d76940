//! What the user has said of his status with this login, and whom he watches: a new line says and watches it again.

use opentim_domain::{MOST_WATCHED, UserId};
use opentim_engine::Again;
use opentim_wire::sdk::{Request, Uses, reply, user};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// As the answers of his calls make it. The other side keeps the same list.
#[derive(Default)]
pub(super) struct Watches(Mutex<Again>);

impl Watches {
    fn again(&self) -> MutexGuard<'_, Again> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call was answered.
    pub(super) fn answered(&self, uses: Uses, request: &Request, reply: &str) {
        let ours = matches!(
            uses,
            Uses::SetSelfStatus
                | Uses::SubscribeUserStatus
                | Uses::UnsubscribeUserStatus
                | Uses::SubscribeUserInfo
                | Uses::UnsubscribeUserInfo
        );
        if !ours || !reply::is_done(reply) {
            return;
        }
        let mut again = self.again();
        // What was done could be read there, so it can be read here.
        match uses {
            Uses::SetSelfStatus => again.custom = user::own_status(request).unwrap_or_default(),
            Uses::SubscribeUserStatus => watch(&mut again.statuses, user::statuses_watched(request).unwrap_or_default()),
            Uses::UnsubscribeUserStatus => unwatch(&mut again.statuses, user::statuses_unwatched(request).unwrap_or_default()),
            Uses::SubscribeUserInfo => watch(&mut again.profiles, user::profiles_watched(request).unwrap_or_default()),
            Uses::UnsubscribeUserInfo => unwatch(&mut again.profiles, user::profiles_unwatched(request).unwrap_or_default()),
            _ => {}
        }
    }

    /// What the next line begins with.
    pub(super) fn all(&self) -> Again {
        self.again().clone()
    }
}

/// Who was named first makes room for one too many, as on the other side.
fn watch(list: &mut Vec<UserId>, users: Vec<UserId>) {
    list.retain(|watched| !users.contains(watched));
    for user in users {
        list.retain(|watched| *watched != user);
        list.push(user);
    }
    let too_many = list.len().saturating_sub(MOST_WATCHED);
    list.drain(..too_many);
}

fn unwatch(list: &mut Vec<UserId>, users: Option<Vec<UserId>>) {
    match users {
        Some(users) => list.retain(|watched| !users.contains(watched)),
        None => list.clear(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentim_wire::sdk::{Does, Method};

    const DONE: &str = r#"{"code":0,"desc":"","json_param":"","user_data":""}"#;
    const REFUSED: &str = r#"{"code":6017,"desc":"no","json_param":"","user_data":""}"#;

    fn answered(watches: &Watches, method: &str, argument: &str, reply: &str) {
        let method = Method::named(method).unwrap();
        let Does::Uses(uses) = method.does else { panic!("{}", method.name) };
        watches.answered(uses, &Request::parse(method, Some(argument)).unwrap(), reply);
    }

    fn named(users: &[UserId]) -> Vec<&str> {
        users.iter().map(UserId::as_str).collect()
    }

    #[test]
    fn what_was_done_is_done_again_and_what_was_refused_is_not() {
        let watches = Watches::default();
        answered(&watches, "TIMSubscribeUserStatus", r#"{"id_array":["a","b","c"]}"#, DONE);
        answered(&watches, "TIMSubscribeUserStatus", r#"{"id_array":["a"]}"#, DONE);
        answered(&watches, "TIMSubscribeUserStatus", r#"{"id_array":["x"]}"#, REFUSED);
        answered(&watches, "TIMUnsubscribeUserStatus", r#"{"id_array":["b"]}"#, DONE);
        answered(&watches, "TIMSubscribeUserInfo", r#"{"json_user_id_list":["d"]}"#, DONE);
        answered(&watches, "TIMSetSelfStatus", r#"{"status":{"user_status_custom_status":"busy"}}"#, DONE);
        let again = watches.all();
        assert_eq!((named(&again.statuses), named(&again.profiles)), (vec!["c", "a"], vec!["d"]));
        assert_eq!(again.custom, "busy");
        answered(&watches, "TIMUnsubscribeUserStatus", "null", DONE);
        answered(&watches, "TIMUnsubscribeUserInfo", r#"{"json_user_id_list":[]}"#, DONE);
        answered(&watches, "TIMSetSelfStatus", r#"{"status":{"user_status_custom_status":""}}"#, DONE);
        assert_eq!(watches.all(), Again::default());
    }

    #[test]
    fn the_newest_are_kept() {
        let watches = Watches::default();
        for page in 0..3 {
            let ids: Vec<String> = (0..100).map(|at| format!("\"u{}\"", page * 100 + at)).collect();
            answered(&watches, "TIMSubscribeUserStatus", &format!(r#"{{"id_array":[{}]}}"#, ids.join(",")), DONE);
        }
        let again = watches.all();
        assert_eq!((again.statuses.len(), again.statuses[0].as_str()), (MOST_WATCHED, "u100"));
    }
}
