//! Folding: lower case without diacritics, for substring search and duplicates.
//!
//! Owns a compact table of the precomposed Latin letters and the rules for Greek and
//! Cyrillic. Must not know what is searched.

/// The plain letters of U+00C0 to U+024F; a dot where there is none.
const LATIN: &[u8; 0x190] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
      aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkqlllllll\
      lllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
      bbbb...cc.ddd....ffg...ikkl..nnooo..pp.....ttttuu.vyyzz.........\
      .....d..l..n.aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j.d.gg..nnaa..oo\
      aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylnt...acclts\
      z..b..eejj.qrryy";

/// The plain letters of U+0250 to U+02AF, lower case of some of those above; a dot where there is none.
const LATIN_HOOKED: &[u8; 0x60] =
    b"...b.cdd........g.....h.i..lll...mnn.o......rrr...s.....t..v....zz...........j..q...............";

/// The plain letters of U+1E00 to U+1EFF; a dot where there is none.
const LATIN_MORE: &[u8; 0x100] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
      mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
      wwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
      eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy....yy";

/// `text` in lower case without diacritics, so that `Zoë Müller` is found by `zoe mul`. Composed and
/// decomposed forms fold to the same; blanks, dashes and apostrophes become the plain ones.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if !fold_latin(c, &mut folded) {
            for lower in c.to_lowercase() {
                if !fold_latin(lower, &mut folded) && !is_mark(lower) {
                    folded.push(plain(lower));
                }
            }
        }
    }
    folded
}

/// Pushes the plain letters of a Latin letter; says whether it was one with some.
fn fold_latin(c: char, folded: &mut String) -> bool {
    let letters = match c {
        'Æ' | 'æ' | 'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => "ae",
        'Œ' | 'œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        'ŉ' => "'n",
        'Ǆ' | 'ǅ' | 'ǆ' | 'Ǳ' | 'ǲ' | 'ǳ' => "dz",
        'Ǉ' | 'ǈ' | 'ǉ' => "lj",
        'Ǌ' | 'ǋ' | 'ǌ' => "nj",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => "",
    };
    if !letters.is_empty() {
        folded.push_str(letters);
        return true;
    }
    let code = u32::from(c) as usize;
    let letter = match code {
        0xc0..=0x24f => LATIN[code - 0xc0],
        0x250..=0x2af => LATIN_HOOKED[code - 0x250],
        0x2c65 => b'a',
        0x2c66 => b't',
        0x1e00..=0x1eff => LATIN_MORE[code - 0x1e00],
        _ => b'.',
    };
    if letter != b'.' {
        folded.push(char::from(letter));
    }
    letter != b'.'
}

/// The plain form of a lower-case character that is not Latin.
fn plain(c: char) -> char {
    match c {
        'ά' | '\u{1f00}'..='\u{1f0f}' | '\u{1f70}' | '\u{1f71}' | '\u{1f80}'..='\u{1f8f}' | '\u{1fb0}'..='\u{1fb7}' => {
            'α'
        }
        'έ' | '\u{1f10}'..='\u{1f1f}' | '\u{1f72}' | '\u{1f73}' => 'ε',
        'ή' | '\u{1f20}'..='\u{1f2f}' | '\u{1f74}' | '\u{1f75}' | '\u{1f90}'..='\u{1f9f}' | '\u{1fc2}'..='\u{1fc7}' => {
            'η'
        }
        'ί' | 'ϊ' | 'ΐ' | '\u{1f30}'..='\u{1f3f}' | '\u{1f76}' | '\u{1f77}' | '\u{1fbe}' | '\u{1fd0}'..='\u{1fd7}' => {
            'ι'
        }
        'ό' | '\u{1f40}'..='\u{1f4f}' | '\u{1f78}' | '\u{1f79}' => 'ο',
        'ύ'
        | 'ϋ'
        | 'ΰ'
        | '\u{1f50}'..='\u{1f5f}'
        | '\u{1f7a}'
        | '\u{1f7b}'
        | '\u{1fe0}'..='\u{1fe3}'
        | '\u{1fe6}'
        | '\u{1fe7}' => 'υ',
        'ώ' | '\u{1f60}'..='\u{1f6f}' | '\u{1f7c}' | '\u{1f7d}' | '\u{1fa0}'..='\u{1faf}' | '\u{1ff2}'..='\u{1ff7}' => {
            'ω'
        }
        '\u{1fe4}' | '\u{1fe5}' => 'ρ',
        'ς' => 'σ',
        'ѐ' | 'ё' | 'ӗ' => 'е',
        'ѝ' | 'й' | 'ӣ' | 'ӥ' => 'и',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ѓ' | 'ґ' => 'г',
        'ќ' => 'к',
        'ї' => 'і',
        'ӑ' | 'ӓ' => 'а',
        'ӛ' => 'ә',
        'ӂ' | 'ӝ' => 'ж',
        'ӟ' => 'з',
        'ӧ' => 'о',
        'ӫ' => 'ө',
        'ӭ' => 'э',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        '‘' | '’' | 'ʼ' | '′' => '\'',
        '“' | '”' => '"',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        // full-width forms of ASCII
        '\u{ff01}'..='\u{ff5e}' => char::from((u32::from(c) - 0xfee0) as u8).to_ascii_lowercase(),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Marks that stand on a letter, and the invisible characters that shape one.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fold() {
        let table = [
            ("Ada Lindqvist", "ada lindqvist"),
            ("Tomás Rivera", "tomas rivera"),
            ("Zoë Müller", "zoe muller"),
            ("Emil Sørensen", "emil sorensen"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Nguyễn Văn Đức", "nguyen van duc"),
            ("Weiß Straße", "weiss strasse"),
            ("Þórður Æsir", "thordur aesir"),
            ("İstanbul ışık", "istanbul isik"),
            ("Ἀλέξανδρος Ώρα", "αλεξανδρος ωρα".replace('ς', "σ").as_str()),
            ("Артём Ёлкин Йосиф", "артем елкин иосиф"),
            ("Її Ґанок", "іі ганок"),
            ("O’Brien‑Smith", "o'brien-smith"),
            ("Ａｄａ　Ｌ", "ada l"),
            ("ﬁn Åse ŉ Ǆ", "fin ase 'n dz"),
            ("日本語 김", "日本語 김"),
            ("\u{212b}\u{212a}", "ak"),
        ]
        .map(|(text, wanted)| (text, wanted.to_owned()));
        for (text, wanted) in table {
            assert_eq!(fold(text), wanted, "{text}");
        }
    }

    #[test]
    fn composed_and_decomposed_fold_alike() {
        let pairs = [
            ("é", "e\u{301}"),
            ("ở", "o\u{31b}\u{309}"),
            ("ǘ", "u\u{308}\u{301}"),
            ("й", "и\u{306}"),
            ("ΐ", "ι\u{308}\u{301}"),
            ("ᾧ", "ω\u{314}\u{342}\u{345}"),
            ("ǽ", "æ\u{301}"),
        ];
        for (composed, decomposed) in pairs {
            assert_eq!(fold(composed), fold(decomposed), "{composed}");
        }
    }

    #[test]
    fn folding_again_changes_nothing_for_any_character() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn case_never_matters(text in "[a-zA-ZÀ-ɏЀ-ԯΆ-ώ ]{0,20}") {
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        }

        #[test]
        fn folding_goes_character_by_character(one in ".{0,12}", two in ".{0,12}") {
            prop_assert_eq!(fold(&format!("{one}{two}")), fold(&one) + &fold(&two));
        }
    }
}
