//! What `jiaokan collate` says, and what is said of decisions and witnesses.

use std::path::Path;

use crate::visible;
use crate::words::Words;

/// Witnesses of more than one report, without saying of which.
pub(crate) fn one_base() -> Words {
    Words {
        en: "expected a single report with --witness, but found several; name the pairs in a table with --witnesses".to_owned(),
        zh: "--witness 只用于单份报告，而输入不止一份；请用 --witnesses 给出底本与校本对应表".to_owned(),
    }
}

/// Decisions on a file that was not read.
pub(crate) fn unused(name: &str, sha256: &str) -> Words {
    let (name, short) = (visible::line(name), sha256.get(..12).unwrap_or(sha256));
    Words {
        en: format!(
            "decisions on {name} ({short}…) were not applied: no file with these bytes was read"
        ),
        zh: format!("对 {name}（{short}…）的复核结论未采用：所读文件中没有与之逐字节相同的"),
    }
}

/// Kinds that do not go with the witnesses.
pub(crate) fn kinds(kinds: usize, witnesses: usize) -> Words {
    Words {
        en: format!(
            "expected one --as for all witnesses, or one for each of the {witnesses}, but found {kinds}"
        ),
        zh: format!("--as 应只给一个，或为 {witnesses} 种校本各给一个，实为 {kinds} 个"),
    }
}

/// An output file whose ending says nothing.
pub(crate) fn unknown_ending(path: &Path) -> Words {
    super::diff::unknown_ending(path)
}

/// Nothing to collate with.
pub(crate) fn no_witness() -> Words {
    Words {
        en: "expected at least one witness, but found none; name another copy, the declaration of targets or another year's report".to_owned(),
        zh: "至少应有一种校本，但没有给出；请给出同一报告的另一份文本、绩效目标申报表或上下年报告".to_owned(),
    }
}
