//! Communities and their topics.

use super::members::now;
use super::{Caller, done, joined};
use crate::refusal::NotDone;
use opentim_domain::topic::DestroyTopics;
use opentim_engine::SeenTopic;
use opentim_store::JoinedFilter;
use opentim_wire::sdk::community::{self, TopicSeen};
use opentim_wire::sdk::group::joined_groups;
use opentim_wire::sdk::{Request, reply};

/// The communities with topics that the caller is in.
pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let rows = joined::rows(caller.session, JoinedFilter { topics: true, ..JoinedFilter::default() }).await?;
    Ok(reply::success(joined_groups(&rows), &request.user_data))
}

pub(super) async fn create_topic(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let call = caller.command();
    let command = community::create_topic(request, |group| caller.engine().draw_topic(&call, group))?;
    let topic = caller.engine().run(&call, command).await?;
    Ok(reply::success(topic.as_str(), &request.user_data))
}

pub(super) async fn modify_topic(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(community::modify_topic(request)?).await?;
    Ok(done(request))
}

pub(super) async fn delete_topics(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = community::delete_topics(request, caller.limits())?;
    let topics = asked.parsed();
    // Where every id is malformed nothing is left to do; an empty list is refused by the rule.
    let outcomes = if topics.is_empty() && !asked.ids.is_empty() {
        Vec::new()
    } else {
        caller.run(DestroyTopics { group: asked.group.clone(), topics }).await?
    };
    Ok(reply::success(community::deleted_topics(asked, &outcomes), &request.user_data))
}

pub(super) async fn topics(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = community::topics_asked(request, caller.limits())?;
    let ids = asked.parsed();
    let wanted = (!asked.ids.is_empty()).then_some(ids.as_slice());
    let found = caller.engine().topics(&caller.call, &asked.group, wanted, Some(caller.user())).await?;
    let seen: Vec<_> = found.iter().map(|found| found.as_ref().map(seen)).collect();
    let answers = if asked.ids.is_empty() {
        community::topics_listed(seen.into_iter().flatten(), now())
    } else {
        community::topics_found(asked, &seen, now())
    };
    Ok(reply::success(answers, &request.user_data))
}

fn seen(found: &SeenTopic) -> TopicSeen<'_> {
    TopicSeen { topic: &found.topic, own: found.own.as_ref(), general: found.general }
}
