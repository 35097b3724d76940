//! The border that no panic crosses.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// A panic was caught; the panic hook has told of it.
#[derive(Debug)]
pub(crate) struct Panicked;

/// The result of `work`, or that it panicked. It is not polled again after a panic.
pub(crate) async fn guarded<F: Future>(work: F) -> Result<F::Output, Panicked> {
    let mut work = pin!(work);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
        Err(_) => Poll::Ready(Err(Panicked)),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[tokio::test]
    async fn a_panic_stays_inside() {
        assert!(guarded(async { 5 }).await.is_ok_and(|five| five == 5));
        let late = async {
            tokio::task::yield_now().await;
            panic!("on purpose");
        };
        assert!(guarded::<_>(late).await.is_err());
    }
}
