//! When something was true, counted in commits.

/// After which commit it became true or false; false before the first.
#[derive(Default)]
pub(crate) struct Spans(Vec<(usize, bool)>);

impl Spans {
    /// After this commit it is so.
    pub(crate) fn note(&mut self, commit: usize, is: bool) {
        if self.0.last().map_or(is, |(_, was)| *was != is) {
            self.0.push((commit, is));
        }
    }

    /// Whether it was true at some moment between two numbers of commits.
    pub(crate) fn ever(&self, from: usize, to: usize) -> bool {
        let first = self.0.partition_point(|(commit, _)| *commit <= from).saturating_sub(1);
        self.0[first..].iter().take_while(|(commit, _)| *commit <= to).any(|(_, is)| *is)
    }
}
