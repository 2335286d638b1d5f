//! The figures of one crowd, of the server or of the floor.

use crate::{
    crowd::{Tally, Times},
    tally::SHARES,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was measured from outside the crowd.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Readers.
    pub viewers: usize,
    /// Of these, readers that stopped reading.
    pub stalled: usize,
    /// Length of the counted part, in s.
    pub seconds: f64,
    /// Events of the counted part.
    pub events: u64,
    /// Positions told in the counted part, over all readers.
    pub deliveries: u64,
    /// Batches of the counted part.
    pub batches: u64,
    /// Their bytes.
    pub bytes: u64,
    /// How long everybody needed to come in, in s.
    pub ramp_s: f64,
    /// Processor time of the server, in s: coming in, at rest, in the counted part.
    pub cpu_s: Option<[f64; 3]>,
    /// Length of the rest, in s.
    pub idle_s: f64,
    /// Processor time of one event when nobody reads, in s.
    pub event_cpu_s: Option<f64>,
    /// Memory that the readers cost, in KiB.
    pub rss_kib: Option<f64>,
    /// Half of the acknowledgements, and 99 of 100, came within this, in ms.
    pub ack_ms: Option<[f64; 2]>,
    /// Commands refused, by status.
    pub commands_refused: BTreeMap<u16, u64>,
}

/// All figures. Times are in ms unless named otherwise.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// `server` or `floor`, with what sets it apart.
    pub what: String,
    /// Readers.
    pub viewers: usize,
    /// Of these, readers that stopped reading.
    pub stalled: usize,
    /// Length of the counted part, in s.
    pub seconds: f64,
    /// Events a second.
    pub rate: f64,
    /// Events of the counted part.
    pub events: u64,
    /// Positions told, over all readers.
    pub deliveries: u64,
    /// Events in one batch, in the mean.
    pub events_per_batch: f64,
    /// Bytes of one batch, in the mean.
    pub bytes_per_batch: f64,
    /// Processor time of the server for one delivery, in µs.
    pub cpu_us_per_delivery: Option<f64>,
    /// The same without what the commands cost when nobody reads.
    pub cpu_us_per_delivery_net: Option<f64>,
    /// Processor time for one batch to one reader, without the commands, in µs.
    pub cpu_us_per_batch_net: Option<f64>,
    /// Deliveries for one second of processor time.
    pub deliveries_per_cpu_s: Option<f64>,
    /// Processors the server kept busy.
    pub cores: Option<f64>,
    /// Processor time of one event when nobody reads, in µs.
    pub cpu_us_per_event: Option<f64>,
    /// From the acknowledgement to the reader.
    pub p50_ms: f64,
    /// Nine of ten.
    pub p90_ms: f64,
    /// 99 of 100.
    pub p99_ms: f64,
    /// 999 of 1,000.
    pub p999_ms: f64,
    /// The slowest.
    pub max_ms: f64,
    /// Half of the acknowledgements, and 99 of 100.
    pub ack_ms: Option<[f64; 2]>,
    /// Readers who came in, a second.
    pub joins_per_second: f64,
    /// From the first packet to the first position: half, and 99 of 100.
    pub join_ms: [f64; 2],
    /// Processor time of one reader coming in, in µs.
    pub cpu_us_per_join: Option<f64>,
    /// Memory of one reader, in KiB.
    pub rss_kib_per_viewer: Option<f64>,
    /// Processor time of one reader at rest in one second, in µs.
    pub idle_us: Option<f64>,
    /// Handshakes refused, by status.
    pub refused: BTreeMap<u16, u64>,
    /// Streams ended by the server, by code.
    pub closed: BTreeMap<u16, u64>,
    /// Connections that broke.
    pub broken: BTreeMap<String, u64>,
    /// Commands refused, by status.
    pub commands_refused: BTreeMap<u16, u64>,
    /// Snapshots read.
    pub snapshots: u64,
    /// Positions missed.
    pub lost: u64,
    /// Positions told twice.
    pub doubled: u64,
    /// Batches without sense.
    pub senseless: u64,
    /// Readers who did not reach the last event.
    pub behind: u64,
    /// Readers who were not there at the end.
    pub away: u64,
    /// (share, ms) of the way from the acknowledgement to the reader.
    pub curve: Vec<(f64, f64)>,
    /// (second, deliveries, joins, p50, p99) of the whole run.
    pub course: Vec<(u64, u64, u64, f64, f64)>,
}

impl Figures {
    /// From what the crowd counted and what was measured beside it.
    pub fn of(what: &str, tally: &Tally, beside: &Measured) -> Figures {
        let per = |total: f64, many: f64| if many > 0.0 { total / many } else { 0.0 };
        let (viewers, deliveries, batches) = (beside.viewers as f64, beside.deliveries as f64, beside.batches as f64);
        let counted = beside.cpu_s.map(|[_, _, counted]| counted);
        let commands = beside.event_cpu_s.unwrap_or(0.0) * beside.events as f64;
        let net = counted.map(|cpu_s| (cpu_s - commands).max(0.0));
        Figures {
            what: what.to_owned(),
            viewers: beside.viewers,
            stalled: beside.stalled,
            seconds: beside.seconds,
            rate: per(beside.events as f64, beside.seconds),
            events: beside.events,
            deliveries: beside.deliveries,
            events_per_batch: per(deliveries, batches),
            bytes_per_batch: per(beside.bytes as f64, batches),
            cpu_us_per_delivery: counted.map(|cpu_s| per(cpu_s * 1e6, deliveries)),
            cpu_us_per_delivery_net: net.map(|cpu_s| per(cpu_s * 1e6, deliveries)),
            cpu_us_per_batch_net: net.map(|cpu_s| per(cpu_s * 1e6, batches)),
            deliveries_per_cpu_s: counted.map(|cpu_s| per(deliveries, cpu_s)),
            cores: counted.map(|cpu_s| per(cpu_s, beside.seconds)),
            cpu_us_per_event: beside.event_cpu_s.map(|cpu_s| cpu_s * 1e6),
            p50_ms: tally.latencies.ms_at(0.5),
            p90_ms: tally.latencies.ms_at(0.9),
            p99_ms: tally.latencies.ms_at(0.99),
            p999_ms: tally.latencies.ms_at(0.999),
            max_ms: tally.latencies.longest_ms(),
            ack_ms: beside.ack_ms,
            joins_per_second: per(tally.joining.count() as f64, beside.ramp_s),
            join_ms: [tally.joining.ms_at(0.5), tally.joining.ms_at(0.99)],
            cpu_us_per_join: beside.cpu_s.map(|[ramp, _, _]| per(ramp * 1e6, tally.joining.count() as f64)),
            rss_kib_per_viewer: beside.rss_kib.map(|kib| per(kib, viewers)),
            idle_us: beside
                .cpu_s
                .filter(|_| beside.idle_s > 0.0)
                .map(|[_, idle, _]| per(idle * 1e6 / beside.idle_s, viewers)),
            refused: tally.refused.clone(),
            closed: tally.closed.clone(),
            broken: tally.broken.clone(),
            commands_refused: beside.commands_refused.clone(),
            snapshots: tally.snapshots,
            lost: tally.lost,
            doubled: tally.doubled,
            senseless: tally.senseless,
            behind: tally.behind,
            away: tally.away,
            curve: curve(&tally.latencies),
            course: course(tally),
        }
    }

    /// Whether every reader was told everything once and in order.
    pub fn is_whole(&self) -> bool {
        self.lost + self.doubled + self.senseless + self.behind + self.away == 0
    }
}

fn curve(times: &Times) -> Vec<(f64, f64)> {
    if times.count() == 0 { Vec::new() } else { SHARES.iter().map(|share| (*share, times.ms_at(*share))).collect() }
}

fn course(tally: &Tally) -> Vec<(u64, u64, u64, f64, f64)> {
    let row = |(nth, second): (usize, &crate::crowd::Second)| {
        let (p50, p99) = (second.latencies.ms_at(0.5), second.latencies.ms_at(0.99));
        (nth as u64, second.deliveries, second.joined, p50, p99)
    };
    tally.seconds.iter().enumerate().map(row).collect()
}
