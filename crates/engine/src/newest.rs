//! The newest of things that are numbered without gaps, found in a few steps however many there are.

/// A search for the highest number. Ask for one with a number above [`Self::probe`], and say what was found.
pub(crate) struct Newest {
    number: u64,
    step: u64,
    growing: bool,
}

impl Newest {
    /// A search among the numbers above `known`; 0: nothing is known.
    pub(crate) fn above(known: u64) -> Self {
        Self { number: known, step: 1, growing: true }
    }

    /// Above which number to look next; nothing when the search is over.
    pub(crate) fn probe(&self) -> Option<u64> {
        (self.step > 0).then(|| self.number.saturating_add(self.step - 1))
    }

    /// The lowest number above the probe, if there is any.
    pub(crate) fn found(&mut self, number: Option<u64>) {
        self.growing &= number.is_some();
        self.number = number.unwrap_or(self.number);
        self.step = if self.growing { self.step.saturating_mul(2) } else { self.step / 2 };
    }

    /// The highest number so far.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::Newest;

    #[test]
    fn the_newest_is_found_wherever_it_is_and_whatever_is_known() {
        for last in 0..200 {
            for known in 0..=last {
                let mut newest = Newest::above(known);
                let mut steps = 0;
                while let Some(probe) = newest.probe() {
                    newest.found(Some(probe + 1).filter(|number| *number <= last));
                    steps += 1;
                }
                assert_eq!(newest.number(), last, "known is {known}");
                assert!(steps < 20, "{steps} steps from {known} to {last}");
            }
        }
    }
}
