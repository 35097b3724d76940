//! Panics end at the border of a call: one of them must not take a server or the host of an embedded engine with it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Runs `call`; if it panics, `otherwise` answers for it.
pub async fn caught<T>(call: impl Future<Output = T>, otherwise: impl FnOnce() -> T) -> T {
    let mut call = pin!(call);
    // A call that panicked is not polled again, and what it held is released when it is dropped.
    let outcome = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context))) {
        Ok(Poll::Ready(answer)) => Poll::Ready(Some(answer)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(_) => Poll::Ready(None),
    });
    outcome.await.unwrap_or_else(otherwise)
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[tokio::test]
    async fn a_panic_stays_inside() {
        assert_eq!(caught(async { 5 }, || 6).await, 5);
        let late = async {
            tokio::task::yield_now().await;
            panic!("on purpose");
        };
        assert_eq!(caught(late, || 6).await, 6);
    }
}
