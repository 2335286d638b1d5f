//! Ways through a workflow: what is reached from the first stage, and from where nothing ends.

use super::{Stage, StepKind, Workflow};

/// The arrows of a workflow, whose names and arrows are right.
pub(super) struct Ways<'a> {
    stages: &'a [Stage],
    /// For each stage, those that may follow.
    next: Vec<Vec<usize>>,
    /// Whether it can be reached from the first.
    reached: Vec<bool>,
    /// Whether a stage that ends can be reached from it.
    ends: Vec<bool>,
}

impl<'a> Ways<'a> {
    pub fn of(workflow: &'a Workflow) -> Ways<'a> {
        let stages = workflow.stages.as_slice();
        let at = |name: &String| stages.iter().position(|stage| stage.name == *name);
        let next: Vec<Vec<usize>> = stages.iter().map(|stage| stage.next.iter().filter_map(at).collect()).collect();
        let reached = from(&next, 0);
        let ends = (0..stages.len()).map(|stage| {
            from(&next, stage).iter().zip(stages).any(|(reached, stage)| *reached && stage.step == StepKind::Close)
        });
        Ways { stages, ends: ends.collect(), reached, next }
    }

    pub fn unreached(&self) -> impl Iterator<Item = &'a Stage> {
        self.stages.iter().zip(&self.reached).filter(|(_, reached)| !**reached).map(|(stage, _)| stage)
    }

    /// Reached stages from which nothing ends, because nothing follows.
    pub fn dead_ends(&self) -> impl Iterator<Item = &'a Stage> {
        let stuck = |at: &usize| self.reached[*at] && !self.ends[*at] && self.next[*at].is_empty();
        (0..self.stages.len()).filter(stuck).map(|at| &self.stages[at])
    }

    /// Groups of reached stages that lead to each other and nowhere else, so that nothing ends.
    pub fn traps(&self) -> Vec<Vec<&'a Stage>> {
        let (mut told, mut traps) = (vec![false; self.stages.len()], Vec::new());
        for at in 0..self.stages.len() {
            let stuck = self.reached[at] && !self.ends[at] && !self.next[at].is_empty();
            let beyond = from(&self.next, at);
            let held = || (0..self.stages.len()).filter(|other| beyond[*other]);
            // all that follows comes back: a cycle that no way leads out of
            let closed = stuck && held().all(|other| from(&self.next, other)[at]);
            if closed && !told[at] {
                held().for_each(|other| told[other] = true);
                traps.push(held().map(|other| &self.stages[other]).collect());
            }
        }
        traps
    }
}

/// What can be reached from a stage, itself among it.
fn from(next: &[Vec<usize>], stage: usize) -> Vec<bool> {
    let (mut reached, mut open) = (vec![false; next.len()], vec![stage]);
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(&next[at]);
        }
    }
    reached
}
