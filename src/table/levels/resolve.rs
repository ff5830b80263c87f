//! What a level label means: its own characters, the form's vocabulary, its
//! parent or children, and what the report counts.

use super::Vocabulary;
use super::label::{Label, Resolved};
use crate::fold;
use crate::location::At;
use crate::model::{Evidence, EvidenceKind, Repair, Status, Text};
use crate::patterns::{LevelId, Patterns};
use crate::prose::Prose;
use crate::table::repair::level::{self, Reading};
use crate::words::words;

/// What the labels of a table are read by.
pub(super) struct Context<'c, 'o> {
    /// Whether any label of the table lost characters.
    pub(super) garbled: bool,
    /// Whether most labels of the table end in 指标.
    pub(super) suffixed: bool,
    pub(super) vocabulary: &'c Vocabulary,
    pub(super) prose: &'c Prose<'o>,
    pub(super) patterns: &'c Patterns,
}

/// Resolves a level-1 label that covers so many rows, by the level-2 labels in
/// them.
pub(super) fn level1(
    label: &Label,
    rows: usize,
    children: &[&Label],
    context: &Context<'_, '_>,
) -> Resolved {
    let &Context { vocabulary, prose, patterns, .. } = context;
    let ids = match &label.reading {
        Reading::Exact(id) => return exact(label, *id, &vocabulary.level1, None, false, context),
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = in_use(possible(label, ids, patterns), &vocabulary.level1);
    let kin: Vec<(&Label, LevelId)> = children
        .iter()
        .filter_map(|child| match child.reading {
            Reading::Exact(id) if !patterns.levels.parents(id).is_empty() => Some((*child, id)),
            _ => None,
        })
        .collect();
    let fits =
        |id: &LevelId| kin.iter().all(|(_, child)| patterns.levels.parents(*child).contains(id));
    left.retain(fits);
    let declared = |id: LevelId| prose.declared(id, patterns);
    if left.len() > 1 {
        let counted: Vec<_> = left
            .iter()
            .copied()
            .filter(|&id| declared(id).is_some_and(|(n, _)| n == rows))
            .collect();
        if let [_] = counted[..] {
            left = counted;
        }
    }
    let ([id], true) = (&left[..], left.len() == 1) else {
        return Resolved::Open(if left.is_empty() { ids.clone() } else { left });
    };
    let mut evidence = vec![lexicon(label, *id, patterns)];
    evidence.extend(kin.iter().map(|(child, own)| belongs(*own, *id, child.text.at, patterns)));
    if let Some((count, at)) = declared(*id).filter(|&(n, _)| n == rows) {
        let name = patterns.levels.name(*id);
        let note = words!(
            en: "the text states {count} {name}, and so many rows stand here",
            zh: "正文写明{name} {count} 个，与此处行数相符"
        );
        evidence.push(Evidence::new(EvidenceKind::Declared, note, at));
    }
    if says_little(label, patterns) && evidence.len() < 2 {
        return Resolved::Open(left);
    }
    Resolved::Restored(*id, evidence)
}

/// Resolves a level-2 label, by the level-1 label over it.
pub(super) fn level2(label: &Label, parent: Option<&Label>, context: &Context<'_, '_>) -> Resolved {
    let &Context { vocabulary, patterns, .. } = context;
    let above = parent.and_then(|p| Some((p, p.id?)));
    let ids = match &label.reading {
        Reading::Exact(id) => {
            let parent_id = above.map(|(_, id)| id);
            let lost = parent.is_some() && parent_id.is_none();
            return exact(label, *id, &vocabulary.level2, parent_id, lost, context);
        }
        Reading::Unlisted | Reading::Blank => return Resolved::AsPrinted,
        Reading::Damaged(ids) => ids,
    };
    let mut left = possible(label, ids, patterns);
    if let Some((_, parent)) = above {
        left.retain(|&id| patterns.levels.parents(id).contains(&parent));
    }
    // Under a level-1 label that cannot be read, more is possible than the form
    // would say.
    if above.is_some() || parent.is_none() {
        left = in_use(left, &vocabulary.level2);
    }
    let ([id], true) = (&left[..], left.len() == 1) else {
        return Resolved::Open(if left.is_empty() { ids.clone() } else { left });
    };
    let mut evidence = vec![lexicon(label, *id, patterns)];
    evidence.extend(above.map(|(at, parent)| belongs(*id, parent, at.text.at, patterns)));
    if says_little(label, patterns) && evidence.len() < 2 {
        return Resolved::Open(left);
    }
    Resolved::Restored(*id, evidence)
}

/// A level whose name has no more characters than this may be what is left of a
/// longer one: 满意度指标 has five.
const SHORT: usize = 5;

/// A label that is in the vocabulary as it stands may still be what is left of a
/// longer one (满意度 of 服务对象满意度). It is not asserted where a longer one would
/// do, and it does not belong under its parent, or it is no label of the form and
/// lacks the 指标 that others have, or others of the table lost characters and it
/// is no label of the form, or short and without a readable parent.
fn exact(
    label: &Label,
    id: LevelId,
    vocabulary: &[LevelId],
    parent: Option<LevelId>,
    parent_lost: bool,
    context: &Context<'_, '_>,
) -> Resolved {
    let patterns = context.patterns;
    let levels = &patterns.levels;
    let belongs = |id: LevelId| parent.is_none_or(|parent| levels.parents(id).contains(&parent));
    let used = |id: LevelId| vocabulary.is_empty() || vocabulary.contains(&id);
    let short = || levels.name(id).chars().count() <= SHORT;
    let named = !vocabulary.is_empty() && vocabulary.contains(&id);
    let told = named && !parent_lost;
    // A sound table may well use a level that its form's own list leaves out.
    let bare = context.suffixed && levels.is_bare(&label.text.raw);
    let torn = context.garbled || bare;
    // A label called like its own parent (满意度指标) is what any label under that
    // parent may have come down to.
    let repeats = || levels.parents(id).iter().any(|&p| levels.name(p) == levels.name(id));
    let shrunk = !told && short() && (parent_lost || bare || repeats());
    // 经济 may be short for 经济效益指标, or what is left of 经济成本指标.
    let short_for = levels.is_abbreviated(id, &label.text.raw);
    let doubtful = !belongs(id)
        || (!used(id) && torn)
        || (context.garbled && shrunk)
        || (short_for && (context.garbled || parent.is_none()));
    if !doubtful {
        return Resolved::Exact(id);
    }
    let longer = level::longer(&label.text.raw, id, patterns);
    let mut open: Vec<LevelId> =
        longer.filter(|&id| (used(id) || parent_lost || short_for) && belongs(id)).collect();
    if open.is_empty() && (belongs(id) || !short_for) {
        return Resolved::Exact(id);
    }
    open.insert(0, id);
    Resolved::Open(open)
}

/// The readings of a damaged label from which nothing but characters were lost.
fn possible(label: &Label, ids: &[LevelId], patterns: &Patterns) -> Vec<LevelId> {
    ids.iter().copied().filter(|&id| level::is_lossy(&label.text.raw, id, patterns)).collect()
}

/// Of several readings, those that the form uses, if it uses any of them.
fn in_use(readings: Vec<LevelId>, vocabulary: &[LevelId]) -> Vec<LevelId> {
    let used: Vec<_> = readings.iter().copied().filter(|id| vocabulary.contains(id)).collect();
    if used.is_empty() { readings } else { used }
}

/// One character is too little to go by alone.
fn says_little(label: &Label, patterns: &Patterns) -> bool {
    patterns.levels.text(&label.text.raw).chars().count() < 2
}

fn lexicon(label: &Label, id: LevelId, patterns: &Patterns) -> Evidence {
    let (name, printed) = (patterns.levels.name(id), fold::clean(&label.text.raw));
    let note = words!(
        en: "{name} is the only label of this column that holds the characters of {printed} in this order",
        zh: "本列标签中只有“{name}”依次含有“{printed}”各字"
    );
    Evidence::new(EvidenceKind::Lexicon, note, label.text.at)
}

/// That a label of level 2 belongs under one of level 1.
fn belongs(child: LevelId, parent: LevelId, at: At, patterns: &Patterns) -> Evidence {
    let (child, parent) = (patterns.levels.name(child), patterns.levels.name(parent));
    let note = words!(en: "{child} belongs under {parent}", zh: "{child}属于{parent}");
    Evidence::new(EvidenceKind::Sibling, note, at)
}

/// A level-1 label that is not printed at all, above the first one that is: it
/// is told by a level-2 label that can stand under nothing else.
pub(super) fn lost(blank: Text, child: &Label, context: &Context<'_, '_>) -> Text {
    let &Context { vocabulary, patterns, .. } = context;
    let Some(id) = child.id else { return blank };
    let parents = in_use(patterns.levels.parents(id).to_vec(), &vocabulary.level1);
    let [parent] = parents[..] else { return blank };
    let name = patterns.levels.name(parent).to_owned();
    let below = patterns.levels.name(id);
    let note = words!(en: "{below} stands under {name} only", zh: "{below}只属于{name}");
    let evidence = Evidence::new(EvidenceKind::Lexicon, note, child.text.at);
    let repair = Repair { from: blank.raw.clone(), to: name.clone(), evidence: vec![evidence] };
    Text { value: Some(name), status: Status::Repaired, repair: Some(Box::new(repair)), ..blank }
}
