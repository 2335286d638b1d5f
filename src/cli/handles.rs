//! How many handles, which are connections and open files, the system lets this process hold at once.

use crate::config::Config;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Handles beside connections: the database's, files on their way, the runtime's own.
const OTHERS: u64 = 500;

/// The most handles at once; none where there is no limit.
#[derive(Clone, Copy)]
pub(super) struct Handles(pub Option<u64>);

impl Handles {
    /// Takes as many as the hard limit allows: systems give 1,024 at first, and leave it to the program to ask.
    pub fn take() -> Handles {
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        if current != maximum {
            // Where it is refused, the limit stays as it is, and that is what is told.
            let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
        }
        Handles(getrlimit(Resource::Nofile).current)
    }

    /// What to do if these are too few for all connections that the door lets in.
    pub fn lack(self, config: &Config) -> Option<String> {
        let connections = config.door.connections;
        let needed = OTHERS.saturating_add(u64::try_from(connections).unwrap_or(u64::MAX));
        let held = self.0.filter(|held| *held < needed)?;
        Some(format!(
            "{held} at once; door.connections = {connections} needs {needed}: raise the hard limit \
             (LimitNOFILE= of the service), or let fewer in"
        ))
    }
}
