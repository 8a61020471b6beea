//! What the headings of lists of notes are called.

/// Whether a line is the heading of a list of notes.
pub(in crate::read) fn heads_notes(line: &str) -> bool {
    const HEADINGS: [&str; 82] = [
        "notes",
        "footnotes",
        "endnotes",
        "notes and references",
        "notes and sources",
        "anmerkungen",
        "fußnoten",
        "endnoten",
        "einzelnachweise",
        "note",
        "note a piè di pagina",
        "note di chiusura",
        "note finali",
        "notas",
        "notas al pie",
        "notas de rodapé",
        "notas finais",
        "notas finales",
        "notes de bas de page",
        "notes de fin",
        "notes a peu de pàgina",
        "note de subsol",
        "noten",
        "voetnoten",
        "eindnoten",
        "noter",
        "notar",
        "fotnoter",
        "fotnotar",
        "slutnoter",
        "sluttnoter",
        "anmärkningar",
        "neðanmálsgreinar",
        "viitteet",
        "alaviitteet",
        "loppuviitteet",
        "märkused",
        "jegyzetek",
        "lábjegyzetek",
        "végjegyzetek",
        "poznámky",
        "poznámky pod čarou",
        "przypisy",
        "przypisy końcowe",
        "bilješke",
        "napomene",
        "opombe",
        "dipnotlar",
        "notlar",
        "σημειώσεις",
        "υποσημειώσεις",
        "примечания",
        "сноски",
        "примітки",
        "виноски",
        "бележки",
        "белешке",
        "הערות",
        "הערות שוליים",
        "حواشي",
        "هوامش",
        "الهوامش",
        "پانویس",
        "پی‌نوشت",
        "注",
        "注释",
        "注釋",
        "註",
        "註釋",
        "註解",
        "脚注",
        "腳註",
        "尾注",
        "尾註",
        "注記",
        "原注",
        "訳注",
        "각주",
        "미주",
        "주석",
        "chú thích",
        "catatan kaki",
    ];
    // `Notes to Chapter I`, `Anmerkungen zum ersten Kapitel`.
    const OF: [&str; 17] = [
        "to", "of", "for", "on", "du", "de", "des", "zu", "zum", "zur", "del", "al", "alla", "van",
        "bij", "к", "του",
    ];
    const MOST: usize = 6;
    if line.len() > 80 {
        return false;
    }
    let words = line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let mut parts = words.split_whitespace();
    let named = parts.next().is_some_and(|first| HEADINGS.contains(&first))
        && parts.next().is_some_and(|of| OF.contains(&of))
        && (1..MOST).contains(&parts.count());
    named || HEADINGS.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use super::heads_notes;

    #[test]
    fn headings_of_notes() {
        for line in
            ["NOTES", "Notes.", "Notes to Chapter IV", "Poznámky pod čarou", "脚注", "Сноски:"]
        {
            assert!(heads_notes(line), "{line}");
        }
        for line in ["Notes from Underground by a man", "Of notes", "A note", "", "Notebooks"] {
            assert!(!heads_notes(line), "{line}");
        }
    }
}
