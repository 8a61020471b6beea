//! What commands of LaTeX print: letters, signs, accents, and how they set what is in their braces.

use super::super::rich::Style;

/// How a command sets the words in its braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// As they are.
    Plain,
    Marked(Style),
    /// Between these signs.
    Around(char, char),
    Quoted,
    /// They are an address, and words may follow in braces of their own.
    Address,
    /// They are a measure.
    Dropped,
    /// They say how the words in the next braces are set, or are spelt otherwise there.
    Second,
    /// They are there for sorting only.
    Sorted,
}

/// What a command with an argument does.
pub(super) fn command(name: &str) -> Option<Command> {
    use Command::{Address, Around, Dropped, Marked, Plain, Quoted, Second, Sorted};
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => Marked(Style::Emphasis),
        "textbf" | "mkbibbold" => Marked(Style::Strong),
        "textsuperscript" | "mkbibsuperscript" | "textsuper" => Marked(Style::Superscript),
        "textsubscript" | "mkbibsubscript" | "textsub" => Marked(Style::Subscript),
        "textsc" | "textrm" | "textsf" | "texttt" | "textmd" | "textup" | "textnormal" | "text"
        | "mbox" | "hbox" | "fbox" | "underline" | "uline" | "mkbibacro" | "NoCaseChange"
        | "MakeUppercase" | "MakeLowercase" | "uppercase" | "lowercase" | "ensuremath"
        | "autocap" => Plain,
        "enquote" | "mkbibquote" | "textquote" => Quoted,
        "mkbibparens" => Around('(', ')'),
        "mkbibbrackets" => Around('[', ']'),
        "href" | "url" | "path" | "nolinkurl" => Address,
        "foreignlanguage" | "foreigntextquote" | "textcolor" | "texorpdfstring" | "raisebox"
        | "textlang" => Second,
        "hspace" | "vspace" | "vskip" | "hskip" => Dropped,
        "noopsort" | "SortNoop" | "sortnoop" | "noop" | "label" | "vphantom" | "phantom" => Sorted,
        _ => return None,
    })
}

/// The style a declaration sets, if it is one: `\em`, `\bf`; `\small` sets none.
pub(super) fn declaration(name: &str) -> Option<Option<Style>> {
    Some(match name {
        "em" | "it" | "sl" | "itshape" | "slshape" => Some(Style::Emphasis),
        "bf" | "bfseries" => Some(Style::Strong),
        "rm" | "sf" | "tt" | "sc" | "scshape" | "rmfamily" | "sffamily" | "ttfamily"
        | "upshape" | "mdseries" | "normalfont" | "tiny" | "small" | "footnotesize"
        | "normalsize" | "large" | "Large" | "protect" | "relax" | "sloppy" | "noindent"
        | "selectfont" | "bgroup" | "egroup" | "allowbreak" | "nobreak" | "penalty" => None,
        _ => return None,
    })
}

/// The letter or sign that a command without an argument prints.
pub(super) fn letter(name: &str) -> Option<&'static str> {
    Some(match name {
        "i" => "ı",
        "j" => "ȷ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "aa" => "å",
        "AA" => "Å",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "ss" => "ß",
        "SS" => "ẞ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "ldots" | "dots" | "textellipsis" | "dotsc" | "mathellipsis" => "…",
        "slash" | "textslash" => "/",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "quotedblbase" | "glqq" => "„",
        "quotesinglbase" | "glq" => "‚",
        "grqq" => "“",
        "grq" => "‘",
        "guillemotleft" | "guillemetleft" | "flqq" | "og" => "«",
        "guillemotright" | "guillemetright" | "frqq" | "fg" => "»",
        "guilsinglleft" | "flq" => "‹",
        "guilsinglright" | "frq" => "›",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "textdegree" | "degree" => "°",
        "textmu" | "micro" => "µ",
        "texteuro" | "euro" | "EUR" => "€",
        "pounds" | "textsterling" => "£",
        "textyen" => "¥",
        "textcent" => "¢",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "dag" | "textdagger" => "†",
        "ddag" | "textdaggerdbl" => "‡",
        "textbullet" => "•",
        "textperiodcentered" | "textcdot" => "·",
        "textasteriskcentered" => "*",
        "textordfeminine" => "ª",
        "textordmasculine" => "º",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "textunderscore" => "_",
        "textasciigrave" => "`",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "texttimes" => "×",
        "textonehalf" => "½",
        "textonequarter" => "¼",
        "textnumero" => "№",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "BibTeX" => "BibTeX",
        "LaTeXe" => "LaTeX2e",
        "space" | "quad" | "qquad" | "newline" | "linebreak" | "par" | "thinspace" | "enspace"
        | "nobreakspace" | "addspace" => " ",
        name => return super::math::symbol(name),
    })
}

/// The accent that a command named by letters sets.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "u" => '\u{306}',
        "v" => '\u{30C}',
        "H" => '\u{30B}',
        "c" => '\u{327}',
        "d" => '\u{323}',
        "b" => '\u{331}',
        "k" => '\u{328}',
        "r" => '\u{30A}',
        _ => return None,
    })
}

/// Whether the command that sets this accent is named by a letter.
pub(super) fn is_letter_accent(accent: char) -> bool {
    ["u", "v", "H", "c", "d", "b", "k", "r"].iter().any(|name| self::accent(name) == Some(accent))
}

/// The accent that a command named by a sign sets.
pub(super) fn sign_accent(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// An accent that stands by itself.
pub(super) fn spacing(accent: char) -> char {
    match accent {
        '\u{300}' => '`',
        '\u{301}' => '´',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{304}' => '¯',
        '\u{307}' => '˙',
        '\u{308}' => '¨',
        '\u{306}' => '˘',
        '\u{30C}' => 'ˇ',
        '\u{30B}' => '˝',
        '\u{327}' => '¸',
        '\u{328}' => '˛',
        '\u{30A}' => '˚',
        other => other,
    }
}
