//! Reports that follow each other put beside each other, within bounds of time and memory for each
//! panel.

use std::ops::ControlFlow;

use super::{Duty, SMALL_EXTRACTIONS};
use crate::batch::answer::{Complaint, Reply};
use crate::batch::crew::{Begun, Job, Question, crew};
use crate::batch::engine::{Ended, Interrupt, Options};
use crate::batch::error::Result;
use crate::batch::queue::{Feeder, Held, Turn};
use crate::batch::work::Work;
use crate::panel::{Panel, panel};
use crate::render::diff::Unread;
use crate::words::Words;
use crate::{diff, model};

/// Reports that follow each other, the earliest first: the name of each, and its extraction.
pub type Chain = Vec<(String, Vec<u8>)>;

pub(super) fn perform(work: &Work, sent: &[&[u8]]) -> Result<Vec<u8>> {
    let (pairs, _) = sent.as_chunks::<2>();
    let read = pairs.iter().map(|[name, bytes]| model::read(&String::from_utf8_lossy(name), bytes));
    let reports = read.collect::<std::result::Result<Vec<_>, _>>()?;
    let panel = panel(&reports, &work.options().patterns);
    Ok(serde_json::to_vec(&panel).expect("a panel is always JSON"))
}

/// Makes panels and hands what becomes of each to `sink`, in their order. `chain` gives the reports
/// of one when its turn comes, or why one of them cannot be read.
///
/// # Errors
/// If no worker starts.
pub fn panels(
    count: usize,
    chain: &(dyn Fn(usize) -> std::result::Result<Chain, Unread> + Sync),
    options: &Options,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(std::result::Result<Panel, Unread>),
) -> Result<Ended> {
    crew(&Chains { chain }, count, Duty::Panel, options, interrupt, &mut |_, Done(made)| {
        sink(*made);
        ControlFlow::Continue(())
    })
}

/// Panels that are made.
struct Chains<'p> {
    chain: &'p (dyn Fn(usize) -> std::result::Result<Chain, Unread> + Sync),
}

/// What became of one.
struct Done(Box<std::result::Result<Panel, Unread>>);

impl Held for Done {
    fn size(&self) -> usize {
        let cells = |panel: &Panel| panel.rows.len() * panel.years.len();
        1024 + self.0.as_ref().as_ref().map_or(0, cells) * 256
    }
}

impl Job for Chains<'_> {
    type Thing = ();
    type Question = AskedChain;
    type Outcome = Done;

    fn next(&self, feeder: &Feeder<'_, '_, Done>, turn: Turn) -> Result<Option<(usize, ())>> {
        Ok(feeder.take(turn).map(|index| (index, ())))
    }

    fn begin(&self, index: usize, (): ()) -> Result<Begun<AskedChain, Done>> {
        let chain = match (self.chain)(index) {
            Ok(chain) => chain,
            Err(unread) => return Ok(Begun::Done(Done(Box::new(Err(unread))))),
        };
        let name = match &chain[..] {
            [] => String::new(),
            [(only, _)] => only.clone(),
            [(first, _), .., (last, _)] => format!("{first} ↔ {last}"),
        };
        Ok(Begun::Asks(AskedChain { name, chain }))
    }

    fn end(&self, _: usize, AskedChain { name, .. }: AskedChain, reply: Reply) -> Result<Done> {
        let made = reply.read_short(&name, |body| serde_json::from_slice(&body).ok());
        Ok(Done(Box::new(made.map_err(|Complaint { code, message, message_zh, .. }| Unread {
            side: diff::SideName::New,
            source: name,
            code,
            message: Words { en: message, zh: message_zh },
        }))))
    }
}

/// Reports of which a worker is to make a panel.
struct AskedChain {
    name: String,
    chain: Chain,
}

impl Question for AskedChain {
    fn name(&self) -> &str {
        &self.name
    }

    fn parts(&self) -> Vec<&[u8]> {
        self.chain.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]).collect()
    }

    fn is_harmless(&self) -> bool {
        self.chain.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= SMALL_EXTRACTIONS
    }
}
