//! Who does something when: a queue by time.

use std::{cmp::Reverse, collections::BinaryHeap, time::Instant};

/// Numbers of readers by the moment at which they do something.
#[derive(Debug, Default)]
pub struct Heap(BinaryHeap<Reverse<(Instant, usize)>>);

impl Heap {
    /// Adds one.
    pub fn push(&mut self, at: Instant, who: usize) {
        self.0.push(Reverse((at, who)));
    }

    /// The next one whose moment has come.
    pub fn pop_due(&mut self, now: Instant) -> Option<usize> {
        let is_due = self.0.peek().is_some_and(|Reverse((at, _))| *at <= now);
        if is_due { self.0.pop().map(|Reverse((_, who))| who) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn nobody_comes_before_the_time_and_all_in_order() {
        let (now, mut heap) = (Instant::now(), Heap::default());
        for (who, ms) in [(1, 30), (2, 10), (3, 20), (4, 90)] {
            heap.push(now + Duration::from_millis(ms), who);
        }
        let later = now + Duration::from_millis(40);
        assert_eq!(heap.pop_due(now), None);
        let due: Vec<usize> = std::iter::from_fn(|| heap.pop_due(later)).collect();
        assert_eq!(due, [2, 3, 1]);
    }
}
