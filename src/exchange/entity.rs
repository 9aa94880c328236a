//! References in XML and HTML: `&amp;`, `&#233;`, `&eacute;`.
//!
//! Owns the names that are known. What a document itself declares is never read, so nothing can grow. Must not know
//! what a text means.

use std::borrow::Cow;

/// The names of the letters from U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";
/// Other names that people's titles hold.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
];
/// The longest name that is looked up.
const LONGEST: usize = 10;

/// A text with its references replaced; what is no reference, or one that nobody knows, stays as it stands.
pub fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        resolved.push_str(before);
        let end = behind.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        if let Some((letter, end)) = end.and_then(|end| Some((letter(behind.get(..end)?)?, end))) {
            resolved.push(letter);
            rest = &behind[end + 1..];
        } else {
            resolved.push('&');
            rest = behind;
        }
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
        return code.and_then(char::from_u32).filter(|letter| *letter != '\0');
    }
    let latin = || LATIN.split(' ').zip('\u{a0}'..='\u{ff}').find(|(known, _)| *known == name);
    OTHERS.iter().copied().find(|(known, _)| *known == name).or_else(latin).map(|(_, letter)| letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_once() {
        let table = [
            ("Kelp &amp; Co", "Kelp & Co"),
            ("caf&eacute;&nbsp;&yuml;", "café\u{a0}ÿ"),
            ("&#233;&#xE9;&#XE9;", "ééé"),
            ("&amp;lt;", "&lt;"),
            ("a &unheard; b", "a &unheard; b"),
            ("a & b; c", "a & b; c"),
            ("&", "&"),
            ("&&amp", "&&amp"),
            ("&#xFFFFFFFF; &#55296; &#0; &#;", "&#xFFFFFFFF; &#55296; &#0; &#;"),
            ("&é;", "&é;"),
            ("plain", "plain"),
        ];
        for (text, wanted) in table {
            assert_eq!(resolve(text), wanted, "{text}");
        }
        assert_eq!(LATIN.split(' ').count(), 0x60);
    }
}
