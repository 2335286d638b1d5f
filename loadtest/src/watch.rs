//! What stands on the terminal while a load runs.

use crate::crowd::Shared;
use indicatif::{ProgressBar, ProgressStyle};

/// A line that moves. It shows nothing where nobody looks.
pub struct Watch {
    bar: ProgressBar,
}

impl Watch {
    /// A bar of so many steps.
    pub fn new(title: &str, steps: u64) -> Watch {
        let style = ProgressStyle::with_template("{prefix:28} {bar:24} {pos}/{len} {elapsed:>4} {msg}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        Watch { bar: ProgressBar::new(steps).with_prefix(title.to_owned()).with_style(style) }
    }

    /// So many readers are in.
    pub fn at(&self, ready: u64, shared: &Shared) {
        let [away, told, flaws] = [&shared.turned_away, &shared.deliveries, &shared.flaws].map(Shared::of);
        self.bar.set_position(ready);
        self.bar.set_message(format!("{away} turned away, {told} told, {flaws} flaws"));
    }

    /// So many steps are done, with a word about them.
    pub fn step(&self, done: u64, said: String) {
        self.bar.set_position(done);
        self.bar.set_message(said);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
