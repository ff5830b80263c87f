//! Radicals that stand for ideographs.

/// The ideographs of U+2E80…U+2EF3 (CJK Radicals Supplement), in order; a
/// radical without one stands for itself.
const SUPPLEMENT: [char; 0x74] = [
    '⺀', '厂', '乛', '乚', '乙', '亻', '冂', '𠘨', '刀', '刂', '卜', '㔾', '小', '尐', '兀', '尣',
    '尢', '𡯂', '巳', '幺', '彑', '彐', '忄', '心', '扌', '攵', '⺚', '旡', '日', '月', '歺', '母',
    '民', '氵', '氺', '灬', '爫', '爬', '丬', '牛', '犭', '王', '𤴔', '目', '示', '礻', '𥫗', '糹',
    '纟', '罓', '罒', '㓁', '冗', '𦉫', '羊', '𦍌', '𦍋', '耂', '肀', '聿', '肉', '𦥑', '艹', '艺',
    '艻', '虎', '衤', '覀', '西', '见', '角', '𧢲', '讠', '贝', '𧾷', '车', '辶', '辷', '辸', '邑',
    '钅', '長', '镸', '长', '门', '𨸏', '阝', '雨', '青', '韦', '页', '风', '飞', '食', '𩙿', '飠',
    '饣', '𩠐', '马', '骨', '鬼', '鱼', '鸟', '卤', '麦', '黄', '黾', '斉', '齐', '歯', '齿', '竜',
    '龙', '龜', '亀', '龟',
];

/// The ideographs of U+2F00…U+2FD5 (Kangxi Radicals), in order. ⼾ is 戶 in
/// Unicode's table; fonts for China draw it, and these reports print it, as 户.
const KANGXI: [char; 0xD6] = [
    '一', '丨', '丶', '丿', '乙', '亅', '二', '亠', '人', '儿', '入', '八', '冂', '冖', '冫', '几',
    '凵', '刀', '力', '勹', '匕', '匚', '匸', '十', '卜', '卩', '厂', '厶', '又', '口', '囗', '土',
    '士', '夂', '夊', '夕', '大', '女', '子', '宀', '寸', '小', '尢', '尸', '屮', '山', '巛', '工',
    '己', '巾', '干', '幺', '广', '廴', '廾', '弋', '弓', '彐', '彡', '彳', '心', '戈', '户', '手',
    '支', '攴', '文', '斗', '斤', '方', '无', '日', '曰', '月', '木', '欠', '止', '歹', '殳', '毋',
    '比', '毛', '氏', '气', '水', '火', '爪', '父', '爻', '爿', '片', '牙', '牛', '犬', '玄', '玉',
    '瓜', '瓦', '甘', '生', '用', '田', '疋', '疒', '癶', '白', '皮', '皿', '目', '矛', '矢', '石',
    '示', '禸', '禾', '穴', '立', '竹', '米', '糸', '缶', '网', '羊', '羽', '老', '而', '耒', '耳',
    '聿', '肉', '臣', '自', '至', '臼', '舌', '舛', '舟', '艮', '色', '艸', '虍', '虫', '血', '行',
    '衣', '襾', '見', '角', '言', '谷', '豆', '豕', '豸', '貝', '赤', '走', '足', '身', '車', '辛',
    '辰', '辵', '邑', '酉', '釆', '里', '金', '長', '門', '阜', '隶', '隹', '雨', '靑', '非', '面',
    '革', '韋', '韭', '音', '頁', '風', '飛', '食', '首', '香', '馬', '骨', '高', '髟', '鬥', '鬯',
    '鬲', '鬼', '魚', '鳥', '鹵', '鹿', '麥', '麻', '黃', '黍', '黑', '黹', '黽', '鼎', '鼓', '鼠',
    '鼻', '齊', '齒', '龍', '龜', '龠',
];

/// The ideograph that a radical is printed like, after Unicode's property
/// `Equivalent_Unified_Ideograph`; any other character as it is. Fonts in PDF
/// files, and recognisers, put the one for the other.
pub(crate) fn radical_to_ideograph(c: char) -> char {
    let in_table = |table: &[char], first: char| {
        table.get((u32::from(c) - u32::from(first)) as usize).copied()
    };
    let found = match c {
        '⺀'..='⻳' => in_table(&SUPPLEMENT, '⺀'),
        '⼀'..='⿕' => in_table(&KANGXI, '⼀'),
        _ => None,
    };
    found.unwrap_or(c)
}

/// A text with ideographs in place of radicals, character by character.
pub(crate) fn without_radicals(text: String) -> String {
    // All of them begin with this byte in UTF-8, and few other characters of a report do.
    const LEAD: u8 = 0xE2;
    let bytes = text.as_bytes();
    let second = |at: usize| bytes.get(at + 1).is_some_and(|byte| (0xBA..=0xBF).contains(byte));
    if !memchr::memchr_iter(LEAD, bytes).any(second) {
        return text;
    }
    text.chars().map(radical_to_ideograph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_length_without_radicals() {
        for (printed, meant) in
            [("部⻔⻓效", "部门长效"), ("“3”℃部门", "“3”℃部门"), ("⺀⼀", "⺀一"), ("", "")]
        {
            assert_eq!(without_radicals(printed.to_owned()), meant);
            assert_eq!(printed.chars().count(), meant.chars().count());
        }
    }

    #[test]
    fn each_radical_gives_its_own_ideograph() {
        for (radical, ideograph) in "⺀⺠⻄⻆⻓⻔⻘⻛⻰⻳⼀⼈⼾⽇⾦⾧⾨⿕"
            .chars()
            .zip("⺀民西角长门青风龙龟一人户日金長門龠".chars())
        {
            assert_eq!(radical_to_ideograph(radical), ideograph);
        }
    }
}
