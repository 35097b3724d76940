//! Attributes, counters, and the other records of a group.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::counter::countable;
use opentim_domain::{Action, AppId, GroupId, ReadSet, Record, RecordClass, RecordKey};

/// Records of a group read at once.
const RECORDS: usize = 500;

impl Engine {
    /// The attributes of a group in the order of keys, and how often they have changed: that is what a writer says he has seen. Only
    /// those of these keys, if any are given; keys without an attribute are passed over.
    ///
    /// # Errors
    /// A [`Refusal`]: only members and the app see them, in a live group whoever is present.
    pub async fn attributes(
        &self,
        call: &Call,
        group: &GroupId,
        keys: Option<&[String]>,
    ) -> Result<(Vec<(String, String)>, u64), Refusal> {
        let reads = ReadSet { records: vec![RecordKey::Attributes], ..ReadSet::default() };
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        let sequence = view.group()?.numbers.attributes;
        let rows = match view.record(&RecordKey::Attributes) {
            Some(Record::Attributes(attributes)) => chosen(attributes.iter(), keys),
            _ => Vec::new(),
        };
        Ok((rows, sequence))
    }

    /// The counters of a group in the order of keys. Only those of these keys, if any are given; keys without a counter are passed
    /// over.
    ///
    /// # Errors
    /// A [`Refusal`]: as for [`Engine::attributes`], and communities have none.
    pub async fn counters(&self, call: &Call, group: &GroupId, keys: Option<&[String]>) -> Result<Vec<(String, i64)>, Refusal> {
        let reads = ReadSet { records: vec![RecordKey::Counters], ..ReadSet::default() };
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        countable(view.group()?.kind)?;
        Ok(match view.record(&RecordKey::Counters) {
            Some(Record::Counters(counters)) => chosen(counters.iter(), keys),
            _ => Vec::new(),
        })
    }

    /// All records of a class that a group has. There are at most as many as its limits say.
    pub(crate) async fn all_records(&self, app: AppId, group: &GroupId, class: RecordClass) -> Result<Vec<Record>, Refusal> {
        let mut all: Vec<Record> = Vec::new();
        loop {
            let after = all.last().map(|record| record.key().place());
            let page = self.store.records(app, group, class, "", after.as_deref(), RECORDS).await?;
            let more = page.more && !page.rows.is_empty();
            all.extend(page.rows);
            if !more {
                return Ok(all);
            }
        }
    }
}

fn chosen<'a, V: Clone + 'a>(rows: impl Iterator<Item = (&'a String, &'a V)>, keys: Option<&[String]>) -> Vec<(String, V)> {
    let wanted = rows.filter(|(key, _)| keys.is_none_or(|keys| keys.contains(key)));
    wanted.map(|(key, value)| (key.clone(), value.clone())).collect()
}
