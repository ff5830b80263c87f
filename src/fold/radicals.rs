//! Radicals that stand for ideographs.

/// The ideographs of U+2E80…U+2EF3 (CJK Radicals Supplement), in order; a
/// radical without one stands for itself.
const SUPPLEMENT: &str = "\
     ⺀厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爬丬牛\
     犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑\
     钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The ideographs of U+2F00…U+2FD5 (Kangxi Radicals), in order.
const KANGXI: &str = "\
     一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
     寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
     比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
     缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
     辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
     黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The ideograph that a radical is printed like, after Unicode's property
/// `Equivalent_Unified_Ideograph`; any other character as it is. Fonts in PDF
/// files, and recognisers, put the one for the other.
pub(crate) fn radical_to_ideograph(c: char) -> char {
    // Each entry is three bytes of UTF-8, so that one is found without a search.
    let in_table = |table: &str, first: char| {
        let from = (u32::from(c) - u32::from(first)) as usize * 3;
        table
            .get(from..from + 3)
            .and_then(|entry| entry.chars().next())
    };
    let found = match c {
        '⺀'..='⻳' => in_table(SUPPLEMENT, '⺀'),
        '⼀'..='⿕' => in_table(KANGXI, '⼀'),
        _ => None,
    };
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_radical_gives_its_own_ideograph() {
        for (radical, ideograph) in "⺀⺠⻄⻆⻓⻔⻘⻛⻰⻳⼀⼈⽇⾦⾧⾨⿕"
            .chars()
            .zip("⺀民西角长门青风龙龟一人日金長門龠".chars())
        {
            assert_eq!(radical_to_ideograph(radical), ideograph);
        }
        assert!(
            SUPPLEMENT
                .chars()
                .chain(KANGXI.chars())
                .all(|c| c.len_utf8() == 3)
        );
        assert_eq!(SUPPLEMENT.chars().count(), 0x2EF4 - 0x2E80);
        assert_eq!(KANGXI.chars().count(), 0x2FD6 - 0x2F00);
    }
}
