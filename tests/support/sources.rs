//! How near the references and the citations of an exported document come to the truth.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::truth::{Score, likeness, list, share, strings, words};

/// For each reference of the export, the one of the truth it is.
pub(super) fn pair_references(
    score: &mut Score,
    export: &Value,
    references: &[Vec<String>],
    truth: &Value,
) -> HashMap<String, String> {
    let rows = list(&export["references"]);
    let mut used = HashSet::new();
    let mut names = HashMap::new();
    let wanted = list(&truth["refs"]);
    for entry in wanted {
        let text = words(entry["text"].as_str().unwrap_or_default());
        let key = entry["key"].as_str();
        let by_key = key.and_then(|key| rows.iter().position(|row| row["id"] == key));
        let like = |at: usize| likeness(&text, &references[at]);
        let best = by_key.or_else(|| {
            let free = (0..rows.len()).filter(|at| !used.contains(at));
            free.map(|at| (like(at), at))
                .filter(|(like, _)| *like >= 0.85)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, at)| at)
        });
        let id = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
        match best {
            Some(at) => {
                used.insert(at);
                names.insert(id(&rows[at]), id(entry));
            }
            None => score.faults.push(format!("reference: {}", id(entry))),
        }
    }
    score.references = share(used.len(), wanted.len());
    if truth["refs"].is_array() {
        score.references_extra = rows.len() - used.len();
    }
    let extra = (0..rows.len()).filter(|at| !used.contains(at));
    score.faults.extend(extra.take(3).map(|at| format!("not of the list: {}", rows[at]["text"])));
    names
}

/// A citation of the truth that says `anywhere` may reach farther or less far in its note than the
/// words it gives.
pub(super) fn citations(
    score: &mut Score,
    export: &Value,
    truth: &Value,
    names: &HashMap<String, String>,
    paired: &HashMap<String, String>,
) {
    let fold = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() || "-&;–".contains(*c))
            .flat_map(char::to_lowercase)
            .collect()
    };
    struct Found {
        text: String,
        source: Option<String>,
        candidates: Vec<String>,
        within: String,
        used: bool,
    }
    let place = |id: &str| match paired.iter().find(|(_, found)| *found == id) {
        Some((note, _)) => format!("note:{note}"),
        None => "body".to_owned(),
    };
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| format!("?{id}"));
    let mut found: Vec<Found> = list(&export["citations"])
        .iter()
        .map(|row| Found {
            text: fold(row["text"].as_str().unwrap_or_default()),
            source: row["reference"].as_str().map(name),
            candidates: strings(&row["candidates"]).into_iter().map(name).collect(),
            within: place(row["in"].as_str().unwrap_or_default()),
            used: false,
        })
        .collect();
    let (mut all, mut right) = (0, 0);
    for citation in list(&truth["citations"]) {
        let text = |key: &str| fold(citation[key].as_str().unwrap_or_default());
        let (whole, part) = (text("text"), text("part"));
        let optional = citation["optional"].as_bool() == Some(true);
        let wanted = strings(&citation["resolves_to"]);
        let fits = |found: &Found| match citation["status"].as_str() {
            Some("resolved") => found.source.as_deref().is_some_and(|id| wanted.contains(&id)),
            Some("null") => found.source.is_none(),
            _ => {
                found.source.is_none() && found.candidates.iter().any(|id| wanted.contains(&&**id))
            }
        };
        let anywhere = citation["anywhere"].as_bool() == Some(true);
        let same = |found: &Found| {
            let here = anywhere && citation["in"] == found.within.as_str();
            !found.used && (here || found.text == whole || found.text == part)
        };
        all += usize::from(!optional);
        if let Some(hit) = found.iter_mut().find(|found| same(found) && fits(found)) {
            hit.used = true;
            right += usize::from(!optional);
        } else if !optional {
            score.faults.push(format!("citation: {} of {}", citation["part"], citation["text"]));
            let named = found.iter().any(|found| same(found) && found.source.is_some());
            let others = list(&truth["citations"]).iter().filter(|c| c["text"] == citation["text"]);
            // Several sources in one bracket share its text: one of them may stand for another.
            score.citations_wrong += usize::from(named && others.count() == 1);
        }
    }
    score.citations_right = share(right, all);
    if truth["citations"].is_array() {
        let cites_nothing = |found: &&Found| {
            let known = list(&truth["citations"]).iter().any(|citation| {
                let anywhere = citation["anywhere"].as_bool() == Some(true);
                let means = strings(&citation["resolves_to"]);
                if anywhere && citation["in"] == found.within.as_str() {
                    return found.source.as_deref().is_some_and(|id| means.contains(&id));
                }
                ["text", "part"]
                    .iter()
                    .any(|key| fold(citation[key].as_str().unwrap_or_default()) == found.text)
            });
            !found.used && found.source.is_some() && !known
        };
        let extra: Vec<&Found> = found.iter().filter(cites_nothing).collect();
        score.citations_false = extra.len();
        score
            .faults
            .extend(extra.iter().take(3).map(|found| format!("cites nothing: {}", found.text)));
    }
}
