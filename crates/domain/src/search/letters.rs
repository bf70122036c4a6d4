//! Letters as they are compared, by Unicode's rules: which are the same, which are nothing, which stand without spaces.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Tells the letters that a character is compared as: its compatible decomposition without marks, in lower case.
/// A mark by itself is nothing.
///
/// A mark is what combines with the letter before it without standing in line (a combining class other than 0): accents,
/// points, tone marks. The vowel signs of Thai and of India's scripts stand in line and are letters of their own.
pub(super) fn fold(c: char, mut letter: impl FnMut(char)) {
    if c.is_ascii() {
        return letter(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        if is_nothing(part) {
            return;
        }
        for lower in part.to_lowercase() {
            match plain(lower) {
                Some(letters) => letters.chars().for_each(&mut letter),
                None if is_nothing(lower) => {}
                None => letter(lower),
            }
        }
    });
}

/// Whether a character is a mark on the letter before it, or cannot be seen.
fn is_nothing(c: char) -> bool {
    canonical_combining_class(c) != 0
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{20D0}'..='\u{20F0}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Letters that are written without their mark where a keyboard lacks them, though Unicode does not take them apart.
fn plain(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        'ς' => "σ",
        _ => return None,
    })
}

/// A letter of a script that writes words without spaces between them.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(
        c,
        // Thai, Lao, Tibetan, Myanmar, Khmer.
        '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            // Tai Le, New Tai Lue, Tai Tham; more of Myanmar; Tai Viet.
            | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}'
            | '\u{AA60}'..='\u{AADF}'
            // Chinese and Japanese, with their radicals, numbers and syllables; Yi.
            | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{303C}'
            | '\u{3041}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{1AFF0}'..='\u{1B2FF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}
