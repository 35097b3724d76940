use crate::application::ReadApplications;
use crate::scene::*;
use crate::{AppId, Change, Command, Context, Home, Limits, Millis, Step, View};

#[test]
fn applications_are_read_up_to_a_moment_that_is_not_in_the_future() {
    let read = |up_to| {
        let command = ReadApplications { user: user("owner"), up_to: Millis(up_to) };
        assert_eq!(command.home(AppId::new(1).unwrap()), Home::User(user("owner")));
        let context = Context::new(NOW, &Limits::RECOMMENDED);
        let Ok(Step::Done(decision)) = command.decide(&by("owner"), &View::at(NOW), &context) else { panic!("refused") };
        decision.changes
    };
    assert_eq!(read(5), [Change::ApplicationsRead(Millis(5))]);
    assert_eq!(read(u64::MAX), [Change::ApplicationsRead(NOW)]);
}
