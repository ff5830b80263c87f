//! What is said of a collation, in both languages.

use super::Known;
use super::choose::Said;
use super::left::Fit;
use super::model::{Entry, Outcome};
use crate::emend::{Part, Place, Value};
use crate::location::At;
use crate::model::{
    Evidence, EvidenceKind, Language, Note, Report, WitnessDocument, WitnessKind, WitnessSource,
};
use crate::terms;
use crate::words::{Words, words};

/// What a witness says for a reading.
pub(super) fn evidence(one: &Said<'_, '_>, known: &[Known<'_>]) -> Option<Evidence> {
    let source = &known.get(one.witness)?.report.source;
    let (name, read) = (&source.name, one.read());
    let (kind, kind_zh) = (one.kind.term().en, one.kind.term().zh);
    let words = words!(
        en: "{name} ({kind}) reads {read}",
        zh: "{name}（{kind_zh}）作“{read}”"
    );
    let source =
        WitnessSource { name: name.clone(), sha256: source.sha256.clone(), kind: one.kind };
    Some(Evidence {
        source: Some(source),
        ..Evidence::new(EvidenceKind::Witness, words, one.value.at)
    })
}

/// The name of a row as it now stands.
pub(super) fn indicator(report: &Report, place: &Place) -> Option<String> {
    if place.part != Part::Indicators {
        return None;
    }
    let mut rows = report.indicators.iter();
    let row = rows.find(|row| (place.table, place.ordinal) == (Some(row.table), Some(row.row)))?;
    let name = row.name.value.clone().unwrap_or_else(|| crate::fold::clean(&row.name.raw));
    (!name.is_empty()).then_some(name)
}

pub(super) fn nobody_reads_it(witnessed: bool) -> Words {
    match witnessed {
        true => words!(
            en: "no witness has a sound reading of it",
            zh: "各校本此处亦无可靠读法"
        ),
        false => words!(
            en: "no witness has this place for certain",
            zh: "各校本均无可确认与此对应之处"
        ),
    }
}

pub(super) fn does_not_fit(read: &str) -> Words {
    words!(
        en: "the witness reads {read}, which does not fit what is left in the base",
        zh: "校本作“{read}”，与底本残存文字不合"
    )
}

pub(super) fn restored(counted: &[&Said<'_, '_>], known: &[Known<'_>], fit: Fit) -> Words {
    let names = names(counted, known);
    let left = match fit {
        Fit::Whole | Fit::Exact => words!(
            en: "all that is left in the base stands in it in its order",
            zh: "底本残存各字均依次见于其中"
        ),
        Fit::Partly => words!(
            en: "it fits what is left in the base, and the row is certain by its neighbours and numbers",
            zh: "与底本残存文字相合，且其行由上下各行及数值确定"
        ),
        Fit::Nothing | Fit::Not => words!(
            en: "nothing is left in the base, and the row is certain",
            zh: "底本此处已无文字，其行可以确定"
        ),
    };
    let Words { en: left, zh: left_zh } = left;
    match counted.len() {
        1 => words!(
            en: "{names} reads it, is sound itself and contradicts the base nowhere; {left}",
            zh: "{names} 可读，其本身完好，与底本他处无抵触；{left_zh}"
        ),
        count => words!(
            en: "{count} witnesses read it alike ({names}); {left}",
            zh: "{count} 种校本读法一致（{names}）；{left_zh}"
        ),
    }
}

/// Digits that one witness alone has, of which the base has nothing left.
pub(super) fn rests_on_one(one: &Said<'_, '_>, known: &[Known<'_>]) -> Words {
    let name = names(&[one], known);
    words!(
        en: "{name} alone reads it, and nothing is left in the base to hold its digits against: a recogniser may have lost one",
        zh: "仅 {name} 可读，底本此处已无文字可与其数字核对：识别时可能漏掉数字"
    )
}

/// One witness, and it is not sound enough.
pub(super) fn worn(one: &Said<'_, '_>, known: &[Known<'_>]) -> Words {
    let Some(witness) = known.get(one.witness) else {
        return Words::default();
    };
    let trust = witness.trust;
    let (damaged, numbers, texts) = (trust.damaged, trust.numbers.differ, trust.words.differ);
    if one.kind == WitnessKind::OtherYear {
        return words!(
            en: "only another year's report reads it, and too little is left in the base to be sure",
            zh: "仅他年报告可读，而底本残存过少，不足为据"
        );
    }
    words!(
        en: "one witness alone reads it, and is not sound enough to stand alone: {damaged} of its values are damaged or missing, {numbers} numbers and {texts} texts differ from what the base reads soundly",
        zh: "仅一种校本可读，而其本身不足以单独为据：残损或缺失 {damaged} 处，与底本完好处不同的数字 {numbers} 处、文字 {texts} 处"
    )
}

pub(super) fn contradict(groups: &[Vec<usize>], counted: &[&Said<'_, '_>]) -> Words {
    let count = groups.len();
    let mut readings: Vec<&str> = groups
        .iter()
        .filter_map(|group| counted.iter().find(|one| group.contains(&one.witness)))
        .map(|one| one.read())
        .collect();
    readings.sort_unstable();
    let (list, list_zh) = (readings.join(", "), readings.join("、"));
    words!(
        en: "the witnesses contradict each other: {count} readings ({list})",
        zh: "各校本互相抵触，有 {count} 种读法（{list_zh}）"
    )
}

pub(super) fn agree_otherwise(others: &[&Said<'_, '_>]) -> Words {
    let count = others.len();
    let read = others.first().map(|one| one.read()).unwrap_or_default();
    words!(
        en: "the base is sound and kept, but {count} witnesses agree on {read}: look it up",
        zh: "底本完好，仍从底本；但有 {count} 种校本均作“{read}”，请核对原件"
    )
}

pub(super) fn kept(mine: &Value<'_>, same: &[&Said<'_, '_>], others: &[&Said<'_, '_>]) -> Words {
    let (for_it, against) = (same.len(), others.len());
    if mine.status.is_decided() {
        return words!(
            en: "a person decided on the base's reading; it is kept",
            zh: "底本此处已经人工复核，仍从底本"
        );
    }
    if mine.read.is_none() {
        return words!(
            en: "the base prints nothing here, and nothing says that something was lost",
            zh: "底本此处未填写，无迹象表明有脱漏"
        );
    }
    words!(
        en: "the base is sound and kept; witnesses that read otherwise: {against}, that read the same: {for_it}",
        zh: "底本完好，仍从底本；读法不同的校本 {against} 种，相同的 {for_it} 种"
    )
}

fn names(counted: &[&Said<'_, '_>], known: &[Known<'_>]) -> String {
    let mut names: Vec<&str> = counted
        .iter()
        .filter_map(|one| known.get(one.witness))
        .map(|witness| witness.report.source.name.as_str())
        .collect();
    names.sort_unstable();
    names.join(", ")
}

/// The witnesses with what came of each.
pub(super) fn documents(known: &[Known<'_>], entries: &[Entry]) -> Vec<WitnessDocument> {
    let documents =
        (0u32..).zip(known).map(|(number, witness)| {
            let reads = |entry: &&Entry| {
                entry.readings.iter().any(|one| {
                    one.witness == number && one.read.is_some() && one.read == entry.chosen
                })
            };
            let restored = entries.iter().filter(|entry| entry.outcome == Outcome::Restored);
            let against = |entry: &&Entry| {
                entry.readings.iter().any(|one| {
                    one.witness == number && one.read.is_some() && one.read != entry.read
                })
            };
            let kept = |entry: &&Entry| matches!(entry.outcome, Outcome::Kept | Outcome::Doubted);
            let source = &witness.report.source;
            WitnessDocument {
                name: source.name.clone(),
                sha256: source.sha256.clone(),
                kind: witness.found.kind,
                restored: restored.filter(reads).count() as u32,
                differing: entries.iter().filter(kept).filter(against).count() as u32,
            }
        });
    documents.collect()
}

/// The notes of the report: what was restored, what the witnesses are at odds about, and
/// which of them were not used.
pub(super) fn notes(known: &[Known<'_>], entries: &[Entry]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut unused: Vec<&Known<'_>> =
        known.iter().filter(|witness| witness.found.kind.is_none()).collect();
    unused.sort_by_key(|witness| &witness.report.source.name);
    for witness in unused {
        let name = &witness.report.source.name;
        let Words { en, zh } = &witness.found.why;
        let words = words!(en: "{name} was not collated: {en}", zh: "{name} 未用于对校：{zh}");
        notes.push(Note::new("witness_not_used", words, At::default()));
    }
    for entry in entries {
        let (what, what_zh) = item(&entry.place);
        let (why, why_zh) = (&entry.why, &entry.why_zh);
        let chosen = entry.chosen.as_deref().unwrap_or_default();
        let said = words!(en: "{what}: {why}", zh: "{what_zh}：{why_zh}");
        let restored = words!(
            en: "{what} restored as {chosen}: {why}",
            zh: "{what_zh}补正为“{chosen}”：{why_zh}"
        );
        notes.extend(match entry.outcome {
            Outcome::Restored => Some(Note::new("witness_restored", restored, entry.at)),
            Outcome::Offered => Some(Note::new("witness_reading_offered", said, entry.at)),
            Outcome::Doubted => Some(Note::new("witnesses_agree_otherwise", said, entry.at)),
            Outcome::Left | Outcome::Kept => None,
        });
    }
    notes
}

fn item(place: &Place) -> (String, String) {
    let field = place.field.trim_start_matches("extra.");
    (terms::item(field, Language::En), terms::item(field, Language::Zh))
}
