//! Who calls, and how a call can fail.

use opentim_domain::{Actor, AppId, Limits, Reject};
use opentim_store::{OperationKey, StoreError};
use std::fmt;
use std::sync::Arc;

/// The frame of one call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The app.
    pub app: AppId,
    /// Who calls.
    pub actor: Actor,
    /// The app's numbers.
    pub limits: Arc<Limits>,
    /// The caller's id for this operation: repeating it gives the same answer and changes nothing.
    pub operation: Option<Operation>,
}

/// An operation id with the request it was first used for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Operation {
    /// The id, 1 to 64 bytes.
    pub id: String,
    /// First 16 bytes of a SHA-256 of the request.
    pub request: [u8; 16],
}

impl Call {
    pub(crate) fn key(&self) -> Option<OperationKey> {
        let Operation { id, request } = self.operation.clone()?;
        Some(OperationKey { caller: self.actor.user.clone(), id, request })
    }
}

/// Why a call was not done. Nothing changed, except where [`StoreError::Unknown`] says that this is not known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// A rule refuses.
    Rule(Reject),
    /// The app's back end refuses.
    BackEnd {
        /// 10016, or 10100 to 10200.
        number: i32,
        /// Its words.
        text: String,
    },
    /// The store cannot.
    Store(StoreError),
}

impl From<Reject> for Refusal {
    fn from(reject: Reject) -> Self {
        Self::Rule(reject)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(reject) => write!(f, "refused: {reject:?}"),
            Self::BackEnd { number, text } => write!(f, "refused by the app's back end with {number}: {text}"),
            Self::Store(error) => error.fmt(f),
        }
    }
}
