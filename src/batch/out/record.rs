//! `run.json`: the only file with times, host, version and options.

use std::time::SystemTime;

use serde_json::{Map, Value, json};

use super::outcomes::Run;
use crate::batch::engine::Ended;
use crate::batch::summary::Summary;
use crate::visible;

/// What a run was.
#[derive(Debug, Clone, Default)]
pub struct Record {
    options: Map<String, Value>,
    hidden: u64,
    all: Map<String, Value>,
}

impl Record {
    /// A run with options as they were given or supposed, without passwords, and with so
    /// many hidden files left out.
    #[must_use]
    pub fn new(options: Map<String, Value>, hidden: u64) -> Self {
        Self { options, hidden, all: Map::new() }
    }

    /// Adds what is known at the end.
    pub(super) fn finish(&mut self, ended: Ended, run: &Run, summary: &Summary, from: SystemTime) {
        let ended = match ended {
            Ended::Complete => "complete",
            Ended::Interrupted => "interrupted",
            Ended::FailedFast => "failed_fast",
            Ended::Stopped => "stopped",
        };
        let now = SystemTime::now();
        let seconds = now.duration_since(from).unwrap_or_default().as_secs_f64();
        let [shard, shards] = run.shard;
        let all = json!({
            "schema": "jiaokan.run/1",
            "version": env!("CARGO_PKG_VERSION"),
            "ended": ended,
            "started": time(from),
            "finished": time(now),
            "seconds": (seconds * 1000.0).round() / 1000.0,
            "host": host(),
            "system": std::env::consts::OS,
            "machine": std::env::consts::ARCH,
            "fingerprint": run.fingerprint,
            "options": self.options,
            "inputs": run.total,
            "hidden": self.hidden,
            "shard": shard,
            "shards": shards,
            "formats": run.formats,
            "summary": summary,
        });
        if let Value::Object(all) = all {
            self.all = all;
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let bytes = serde_json::to_vec_pretty(&self.all).unwrap_or_default();
        let mut bytes = visible::json(bytes);
        bytes.push(b'\n');
        bytes
    }
}

fn time(at: SystemTime) -> Option<String> {
    let time = jiff::Timestamp::try_from(at).ok()?;
    let time = time.round(jiff::Unit::Second).unwrap_or(time);
    Some(time.to_string())
}

fn host() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = name.or_else(|| std::env::var("COMPUTERNAME").ok());
    let name = name.or_else(|| std::env::var("HOSTNAME").ok())?;
    Some(name.trim().to_owned())
}
