//! The figures that are kept, each by its name in the database and in addresses.

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Figure {
    /// Letters received.
    Received,
    /// Of these: taken in or still to be looked at; neither stopped, withdrawn, joined to another, advertising nor unclear.
    Valid,
    /// Not let in, by a rule.
    ScreenedOut,
    /// Withdrawn by their authors.
    Withdrawn,
    /// Joined to a like one.
    Merged,
    /// Ended: another authority answers.
    NotOurs,
    /// Ended: the law has a way of its own.
    StatutoryPath,
    /// Ended: the same is being handled or was answered.
    AlreadyHandled,
    /// Ended: nobody can tell what is meant.
    Unclear,
    /// Ended: it sells something.
    Advertising,
    /// Ended: handed on to somebody outside.
    HandedOn,
    /// Valid ones whose authors have an answer.
    Answered,
    /// Of these: on the citizen's last day or before.
    InTime,
    /// Of these: after it.
    Late,
    /// Of these: in time counted from when the unit got it.
    UnitInTime,
    /// Of these: late counted from when the unit got it.
    UnitLate,
    /// Sent back to the router by a unit.
    Returned,
    /// Given more time.
    Extended,
    /// Their authors were asked something.
    Paused,
    /// Done again because their authors demanded it.
    Redone,
    /// Published with letter and answer.
    Whole,
    /// Published with title and outcome.
    Outcome,
    /// Decided that nothing is published.
    Nothing,
    /// Rated by their authors.
    Rated,
    /// Rated very satisfied.
    VerySatisfied,
    /// Rated satisfied.
    SatisfiedGrade,
    /// Rated mostly satisfied.
    MostlySatisfied,
    /// Rated dissatisfied.
    Dissatisfied,
    /// Rated very dissatisfied.
    VeryDissatisfied,
    /// Rated with one of the best three grades. Whoever did not rate is not among them.
    Satisfied,
    /// Their authors were called back after the answer.
    CalledBack,
    /// Answered ones whose working days were counted.
    Timed,
    /// The sum of their working days.
    Days,
    /// On the day of receipt or before the next working day.
    Days0,
    /// Within 1 working day.
    Days1,
    /// On working day 2.
    Days2,
    /// On working day 3.
    Days3,
    /// On working day 4.
    Days4,
    /// On working day 5.
    Days5,
    /// On working days 6 to 10.
    Days10,
    /// On working days 11 to 15.
    Days15,
    /// On working days 16 to 20.
    Days20,
    /// On working days 21 to 30.
    Days30,
    /// On working days 31 to 60.
    Days60,
    /// Later.
    DaysMore,
}

/// The working days after which an answer falls into the next bucket; the last one has no end.
pub const BUCKETS: [(Figure, u16); 12] = [
    (Figure::Days0, 0),
    (Figure::Days1, 1),
    (Figure::Days2, 2),
    (Figure::Days3, 3),
    (Figure::Days4, 4),
    (Figure::Days5, 5),
    (Figure::Days10, 10),
    (Figure::Days15, 15),
    (Figure::Days20, 20),
    (Figure::Days30, 30),
    (Figure::Days60, 60),
    (Figure::DaysMore, u16::MAX),
];

/// The bucket of so many working days.
pub fn bucket(days: u16) -> Figure {
    BUCKETS.into_iter().find(|(_, most)| days <= *most).map_or(Figure::DaysMore, |(figure, _)| figure)
}

impl Figure {
    /// All of them, in the order of columns.
    pub const ALL: [Figure; 45] = [
        Figure::Received,
        Figure::Valid,
        Figure::ScreenedOut,
        Figure::Withdrawn,
        Figure::Merged,
        Figure::NotOurs,
        Figure::StatutoryPath,
        Figure::AlreadyHandled,
        Figure::Unclear,
        Figure::Advertising,
        Figure::HandedOn,
        Figure::Answered,
        Figure::InTime,
        Figure::Late,
        Figure::UnitInTime,
        Figure::UnitLate,
        Figure::Returned,
        Figure::Extended,
        Figure::Paused,
        Figure::Redone,
        Figure::Whole,
        Figure::Outcome,
        Figure::Nothing,
        Figure::Rated,
        Figure::VerySatisfied,
        Figure::SatisfiedGrade,
        Figure::MostlySatisfied,
        Figure::Dissatisfied,
        Figure::VeryDissatisfied,
        Figure::Satisfied,
        Figure::CalledBack,
        Figure::Timed,
        Figure::Days,
        Figure::Days0,
        Figure::Days1,
        Figure::Days2,
        Figure::Days3,
        Figure::Days4,
        Figure::Days5,
        Figure::Days10,
        Figure::Days15,
        Figure::Days20,
        Figure::Days30,
        Figure::Days60,
        Figure::DaysMore,
    ];

    /// The name of its column, and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Figure::Received => "received",
            Figure::Valid => "valid",
            Figure::ScreenedOut => "screened_out",
            Figure::Withdrawn => "withdrawn",
            Figure::Merged => "merged",
            Figure::NotOurs => "not_ours",
            Figure::StatutoryPath => "statutory_path",
            Figure::AlreadyHandled => "already_handled",
            Figure::Unclear => "unclear",
            Figure::Advertising => "advertising",
            Figure::HandedOn => "handed_on",
            Figure::Answered => "answered",
            Figure::InTime => "in_time",
            Figure::Late => "late",
            Figure::UnitInTime => "unit_in_time",
            Figure::UnitLate => "unit_late",
            Figure::Returned => "returned",
            Figure::Extended => "extended",
            Figure::Paused => "paused",
            Figure::Redone => "redone",
            Figure::Whole => "published_whole",
            Figure::Outcome => "published_outcome",
            Figure::Nothing => "published_nothing",
            Figure::Rated => "rated",
            Figure::VerySatisfied => "very_satisfied",
            Figure::SatisfiedGrade => "satisfied_grade",
            Figure::MostlySatisfied => "mostly_satisfied",
            Figure::Dissatisfied => "dissatisfied",
            Figure::VeryDissatisfied => "very_dissatisfied",
            Figure::Satisfied => "satisfied",
            Figure::CalledBack => "called_back",
            Figure::Timed => "timed",
            Figure::Days => "days",
            Figure::Days0 => "days_0",
            Figure::Days1 => "days_1",
            Figure::Days2 => "days_2",
            Figure::Days3 => "days_3",
            Figure::Days4 => "days_4",
            Figure::Days5 => "days_5",
            Figure::Days10 => "days_6_10",
            Figure::Days15 => "days_11_15",
            Figure::Days20 => "days_16_20",
            Figure::Days30 => "days_21_30",
            Figure::Days60 => "days_31_60",
            Figure::DaysMore => "days_61",
        }
    }

    /// The figure of a code.
    pub fn parse(code: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.code() == code)
    }

    /// Its bit among the marks of a letter; none for the sum, which marks nothing.
    pub const fn mark(self) -> i64 {
        match self {
            Figure::Days => 0,
            figure => 1 << figure as u32,
        }
    }
}

/// How many of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures([i64; Figure::ALL.len()]);

impl Default for Figures {
    fn default() -> Figures {
        Figures([0; Figure::ALL.len()])
    }
}

impl Figures {
    /// From numbers in the order of columns; what is missing is 0.
    pub fn of(numbers: &[i64]) -> Figures {
        let mut figures = Figures::default();
        figures.0.iter_mut().zip(numbers).for_each(|(held, number)| *held = *number);
        figures
    }

    /// One figure.
    pub fn get(&self, figure: Figure) -> i64 {
        self.0.get(figure as usize).copied().unwrap_or_default()
    }

    /// Counts `many` more of a figure.
    pub fn add(&mut self, figure: Figure, many: i64) {
        if let Some(held) = self.0.get_mut(figure as usize) {
            *held += many;
        }
    }

    /// Adds others, `times` over: -1 takes them away.
    pub fn join(&mut self, others: &Figures, times: i64) {
        self.0.iter_mut().zip(&others.0).for_each(|(held, other)| *held += other * times);
    }

    /// In the order of columns.
    pub fn numbers(&self) -> &[i64] {
        &self.0
    }

    /// Whether nothing is counted.
    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(|number| *number == 0)
    }

    /// The marks of one letter: a bit for each figure that counts it.
    pub fn marks(&self) -> i64 {
        Figure::ALL.into_iter().filter(|figure| self.get(*figure) > 0).map(Figure::mark).sum()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_days_has_its_bucket_and_every_code_its_figure() {
        assert_eq!(
            (bucket(0), bucket(5), bucket(6), bucket(10)),
            (Figure::Days0, Figure::Days5, Figure::Days10, Figure::Days10)
        );
        assert_eq!((bucket(60), bucket(61), bucket(u16::MAX)), (Figure::Days60, Figure::DaysMore, Figure::DaysMore));
        for (nth, figure) in Figure::ALL.into_iter().enumerate() {
            assert_eq!(Figure::parse(figure.code()), Some(figure));
            assert_eq!(figure as usize, nth, "columns are in the order of the figures");
        }
    }

    #[test]
    fn what_was_added_is_taken_away_without_a_rest() {
        let (mut all, mut one) = (Figures::default(), Figures::default());
        one.add(Figure::Received, 1);
        one.add(Figure::Days, 7);
        all.join(&one, 1);
        assert_eq!((all.get(Figure::Days), all.marks()), (7, Figure::Received.mark()));
        all.join(&one, -1);
        assert!(all.is_nothing());
        assert_eq!(Figures::of(one.numbers()), one);
    }
}
