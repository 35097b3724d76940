use crate::frame::EventName;
use crate::sdk::event::{Event, of_body};
use crate::sdk::{Does, METHODS};
use opentim_domain::{EventBody, PermissionGroupId, TopicId, TopicRights};

#[test]
fn every_event_has_a_method_that_takes_its_listener() {
    let methods = METHODS.iter().copied().flatten();
    let heard: Vec<Event> =
        methods.filter_map(|method| if let Does::Hears(event) = method.does { Some(event) } else { None }).collect();
    for event in Event::ALL {
        assert!(heard.contains(&event), "{event:?}");
        assert_eq!(event.calls("[]").len(), usize::from(event != Event::GroupCounters), "{event:?}");
    }
}

#[test]
fn every_event_of_a_server_has_a_name_in_frames_of_its_own() {
    let names: Vec<EventName> = Event::ALL.into_iter().filter_map(EventName::of).collect();
    assert_eq!(names.len(), Event::ALL.len() - 3);
    for name in names {
        assert_eq!(EventName::of(name.heard_by()), Some(name));
        assert_eq!(serde_json::to_string(&name).unwrap(), format!("{:?}", name.as_str()));
    }
}

#[test]
fn rights_in_topics_are_given_taken_or_changed() {
    let rights = |before: &[Option<u64>], after: &[Option<u64>]| {
        let topic = TopicId::parse("@TGS#_c@TOPIC#_t").unwrap();
        let pairs = before.iter().zip(after);
        let topics = pairs.map(|(before, after)| TopicRights { topic: topic.clone(), before: *before, after: *after }).collect();
        of_body(&EventBody::TopicRightsChanged { permission_group: PermissionGroupId::parse("@PMG#_p").unwrap(), topics })
    };
    assert_eq!(rights(&[None, None], &[Some(1), Some(0)]), Event::TopicRightsAdded);
    assert_eq!(rights(&[Some(1)], &[None]), Event::TopicRightsDeleted);
    assert_eq!(rights(&[Some(1), None], &[Some(2), Some(2)]), Event::TopicRightsModified);
}
