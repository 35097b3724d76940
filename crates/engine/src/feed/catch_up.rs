//! Reading what a user missed, a page at a time.

use super::due::{Due, Dues, Head};
use super::missed::Missed;
use super::source::Source;
use super::stretch::Stretch;
use super::survey::Survey;
use super::told::Item;
use super::{Cursors, Fed};
use crate::call::Refusal;
use opentim_domain::GroupId;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// What is still to be read, and how far it has come.
pub(super) struct CatchUp {
    source: Arc<Source>,
    due: VecDeque<Due>,
    reading: Option<Stretch>,
    /// How far groups were read that are read twice: before the notices and after them.
    reached: BTreeMap<GroupId, u64>,
    heads: BTreeMap<GroupId, Head>,
    closing: BTreeSet<GroupId>,
    strange: BTreeSet<GroupId>,
}

impl CatchUp {
    /// Finds out what the user missed.
    pub(super) async fn begin(source: Arc<Source>, from: &Cursors) -> Result<Self, Refusal> {
        let Dues { due, heads, closing } = source.dues(from).await?;
        let mut strange = BTreeSet::new();
        let outside = from.groups.iter().filter(|(group, _)| !heads.contains_key(*group) && !closing.contains(*group));
        for (group, cursor) in outside {
            let there = source.events(group, cursor.saturating_sub(1), 1).await?;
            if there.first().is_none_or(|event| event.number != *cursor) {
                strange.insert(group.clone());
            }
        }
        Ok(Self { source, due, reading: None, reached: BTreeMap::new(), heads, closing, strange })
    }

    /// The next items; the last is [`Item::End`]. When they cannot be read, the next call goes on from there.
    pub(super) async fn read(&mut self) -> Result<Vec<Item>, Refusal> {
        loop {
            if let Some(stretch) = &mut self.reading {
                let items = stretch.read(&self.source).await?;
                if stretch.is_over() {
                    self.reached.insert(stretch.group.clone(), stretch.end);
                    self.reading = None;
                }
                return Ok(items);
            }
            match self.due.front_mut() {
                None => return Ok(vec![self.end()]),
                Some(Due::Notices(missed)) => {
                    let items = missed.read(&self.source).await?;
                    if missed.after >= missed.until {
                        self.due.pop_front();
                    }
                    return Ok(items);
                }
                Some(Due::Group(due)) => {
                    let cursor = self.reached.get(&due.group).copied().or(due.cursor);
                    let survey = self.source.survey(due, cursor).await?;
                    let group = due.group.clone();
                    self.due.pop_front();
                    match survey {
                        Survey::Nothing => {}
                        Survey::Tell(stretch) => self.reading = Some(stretch),
                        Survey::Refresh(number) => {
                            self.reached.insert(group.clone(), number);
                            return Ok(vec![Item::Fed(Fed::Refresh { group, number })]);
                        }
                    }
                }
            }
        }
    }

    fn end(&mut self) -> Item {
        let heads = std::mem::take(&mut self.heads).into_iter().map(|(group, head)| (group, head.number)).collect();
        Item::End { heads, closing: std::mem::take(&mut self.closing), strange: std::mem::take(&mut self.strange) }
    }
}

impl Missed {
    /// Reads on, up to the newest that there was. When it cannot be read, nothing has changed.
    async fn read(&mut self, source: &Source) -> Result<Vec<Item>, Refusal> {
        if self.too_many {
            self.after = self.until;
            return Ok(vec![Item::Fed(Fed::RefreshNotices { number: self.until })]);
        }
        if self.held.is_empty() {
            self.held = source.notices(self.after, source.engine.backlog.page).await?.into();
        }
        let mut items = Vec::new();
        for notice in std::mem::take(&mut self.held).into_iter().filter(|notice| notice.number <= self.until) {
            self.after = notice.number;
            items.push(Item::Fed(Fed::Notice(Arc::new(notice))));
        }
        if items.is_empty() {
            self.after = self.until;
        }
        Ok(items)
    }
}
