//! The small words of scholarship in the languages of printed books: what joins two authors, leads
//! up to a citation, stands before a page number.
//!
//! All lists are folded as [`fold`](super::name::fold) folds: lower case, no accents.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, made a set when first asked.
type Words = LazyLock<Lexicon>;

/// A set of words that answers at once for those of which none of its own has the first byte and
/// the length, as it is with most.
struct Lexicon {
    words: HashSet<&'static str>,
    /// For each first byte, the lengths of the words that begin with it, in bytes: a bit for each.
    lengths: Box<[u32; 256]>,
}

impl Lexicon {
    fn contains(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        self.lengths[usize::from(first)] & Self::bit(word) != 0 && self.words.contains(word)
    }

    /// The bit of the length of a word; all that are too long for a bit of their own share the last.
    fn bit(word: &str) -> u32 {
        1 << word.len().min(31)
    }
}

impl FromIterator<&'static str> for Lexicon {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let words: HashSet<&'static str> = words.into_iter().collect();
        let mut lengths = Box::new([0; 256]);
        for word in &words {
            if let Some(&first) = word.as_bytes().first() {
                lengths[usize::from(first)] |= Self::bit(word);
            }
        }
        Self { words, lengths }
    }
}

/// Words that join two authors.
pub(crate) fn joins(word: &str) -> bool {
    JOINS.contains(word)
}

static JOINS: Words =
    LazyLock::new(|| "and und et y e i og och en ja και и &".split(' ').collect());

/// Words inside a name that neither begin it nor tell two names apart: nobility, articles, and
/// what joins the words of an institution’s name.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

static PARTICLES: Words = LazyLock::new(|| {
    "d' de del della delle dello dei degli di da dal dalla dos das do du des der den dem la \
     le les lo el al los las van von vom zu zum zur ten ter te af av bin ibn ben the of \
     for fur in on die"
        .split(' ')
        .collect()
});

/// Small words that a surname begins with: *de*, *von*, *Dalla*.
pub(crate) fn is_noble(word: &str) -> bool {
    NOBLE.contains(word)
}

static NOBLE: Words = LazyLock::new(|| {
    "d' de del della delle dello dei degli di da dal dalla dos das do du des der den la le van von \
     vom zu zum zur ten ter te af av al el bin ibn ben"
        .split(' ')
        .collect()
});

/// Words of an entry’s head that say what its names did, and are no part of a name.
pub(crate) fn is_role(word: &str) -> bool {
    ROLES.contains(word)
}

static ROLES: Words = LazyLock::new(|| {
    "ed eds edd edn editor editors edited tran trans transl translator comp comps hg hrsg hgg dir \
     coord coords cur red ubers hrg trad org orgs herausgeber cura editeur editeurs directeur"
        .split(' ')
        .collect()
});

/// Words that stand between a name and its date: *circa* and its shorter forms.
pub(crate) fn is_about(word: &str) -> bool {
    ABOUT.contains(word)
}

static ABOUT: Words = LazyLock::new(|| "circa ca c about um vers env".split(' ').collect());

/// Words that lead up to a citation or begin its sentence, and are never its author.
pub(crate) fn leads(word: &str) -> bool {
    // `e.g`, `z.b`
    if word.len() <= 6 && word.contains('.') {
        return LEADS.contains(&word.replace('.', ""));
    }
    LEADS.contains(word)
}

static LEADS: Words = LazyLock::new(|| {
    "aber about above according after again against ahnlich ainsi alle als also although \
     among anche and anders another apres apud are as asi auch aunque aus aussi avec \
     because bei beispiel beispielsweise bekanntlich bereits between beyond both but by \
     can car cependant cf cfr chapter chez citado citato cite cited cites citing come \
     comme como compare comparer con conclusion confer consider contra contrairement \
     contre could cuando d'abord d'apres da dabei dagegen dal dans darin dass dazu denn \
     depuis despite did discussion do doch does donc dopo dr durch during e earlier ebenso \
     eg einschlagig either ejemplo elsewhere en enfin ensuite entgegen esempio esp \
     especially et etwa even example examples exemple ferner finally first following for \
     fra from fur further g gegen gegenuber gia given had has have hence here herr hier \
     how however i ibid ici ie if im in indeed infatti insbesondere instance instead \
     introduction invece is ist just later laut lesson let like likewise lorsque ma mais \
     malgre meanwhile mientras might mit more moreover most mr mrs ms nach neben neither \
     nel nella nevertheless next ni nonetheless nor not notably notamment note notes now \
     nur ob of ohne on once only or originally ou pace par para particularly parts passage \
     passages per perche perhaps pero por pour preface prima prof professor puis quand \
     quoted quoting recall recent recently reprinted s schon second secondo see segun \
     selon should si sia siehe similarly since so sowohl spater still su such suivant sur \
     take tambien than that the then therefore these third this though through thus to \
     today toutefois towards tra u uber und under unlike unter until upon v vease veanse vedi ver \
     vergleiche vgl voir vor vs was weder weil well wenn what when where whereas which while \
     who whom whose why wie with within without work works would y ya yet zb zit zitat \
     zitiert zu zuerst zuletzt zum zur zwischen"
        .split(' ')
        .collect()
});

/// Cities where books are printed, as title pages name them: before a year, more often an imprint
/// than an author.
pub(crate) fn is_city(word: &str) -> bool {
    CITIES.contains(word)
}

static CITIES: Words = LazyLock::new(|| {
    "amsterdam athens athen athina antwerp antwerpen baltimore barcelona bari basel berkeley berlin \
     bern bologna bonn boston bremen bristol brussel brussels bruxelles bucharest budapest buenos \
     cambridge chicago copenhagen kobenhavn dordrecht dresden dublin edinburgh firenze florence \
     frankfurt freiburg geneva geneve genf glasgow gottingen hamburg harmondsworth heidelberg \
     helsinki istanbul jena jerusalem kiel koln lausanne leiden leipzig lisboa lisbon lisbonne \
     london londres lyon madrid manchester mannheim marburg melbourne mexico milan milano minneapolis \
     montreal moscow moskau moskva munchen munich napoli nurnberg oslo oxford padova palermo paris \
     pest petersburg petrograd philadelphia pisa prag prague praha princeton providence roma rome \
     rotterdam salzburg stockholm strasbourg stuttgart sydney tokyo torino toronto toulouse tubingen \
     turin uppsala utrecht venezia venice vienna vienne warsaw warszawa washington weimar wien \
     wiesbaden york zagreb zurich berlino florenz francoforte ginevra kopenhagen lione lipsia lissabon \
     londra mailand neapel parigi rom turin venedig warschau zurigo"
        .split_whitespace()
        .collect()
});

/// Names of months and seasons, or three or four letters that shorten one: what stands before a
/// year and makes it a date.
pub(crate) fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(word) || SHORT_CALENDAR.contains(word)
}

static SHORT_CALENDAR: Words = LazyLock::new(|| {
    let long = CALENDAR.words.iter().filter(|month| month.len() > 4);
    long.flat_map(|month| [month.get(..3), month.get(..4)]).flatten().collect()
});

static CALENDAR: Words = LazyLock::new(|| {
    "january february march april may june july august september october november december \
     spring summer autumn fall winter easter januar janner februar marz mai juni juli \
     oktober dezember fruhjahr fruhling sommer herbst janvier fevrier mars avril juin \
     juillet aout septembre octobre novembre decembre printemps ete automne hiver gennaio \
     febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre enero \
     febrero abril mayo junio julio septiembre octubre noviembre diciembre christmas \
     michaelmas"
        .split(' ')
        .collect()
});

/// Words before a number that make it a page, a chapter or a volume.
pub(crate) fn is_locator(word: &str) -> bool {
    LOCATORS.contains(word)
}

static LOCATORS: Words = LazyLock::new(|| {
    "p pp pg page pages s ss f ff fol fols seite seiten ch chs chap chaps chapter chapters \
     kap kapitel cap caps chapitre sec sect section par para paras vol vols volume bd band \
     bk book t tome no nos nr n note notes fn anm fig figs figure table tab abb eq line \
     lines v vv col cols sp pag pagg pt part art app appendix σ σσ σελ passim introduction \
     preface esp"
        .split(' ')
        .collect()
});

/// Lower-case words of imprints: what a thesis, an edition, a translation, an address is called.
pub(crate) fn is_imprint(word: &str) -> bool {
    IMPRINT.contains(word)
}

static IMPRINT: Words = LazyLock::new(|| {
    "abgerufen accessed april art aufl auflage cit diss dissertation doi ebd edicion edited edition \
     edizione fasc habil hier herausgegeben http https ined impr ligne linea loc memoire nouvelle \
     numero nuova online op orig phd press publ published repr reprint rev revised serie series \
     suppl tesi tesis these thesis tome tomo trad traduccion traducido traduit traduzione tradotto \
     translated translation ubersetzt ubers univ unpublished unpubl verlag volume zugriff"
        .split_whitespace()
        .collect()
});

/// Words that leave further authors out behind *et*, *and* and their like.
pub(crate) fn is_others(word: &str) -> bool {
    matches!(
        word,
        "al" | "alii"
            | "others"
            | "colleagues"
            | "coll"
            | "andere"
            | "autres"
            | "altri"
            | "otros"
            | "outros"
            | "др"
    )
}

/// Words that stand for the author cited just before.
pub(crate) fn is_idem(word: &str) -> bool {
    matches!(
        word,
        "id" | "idem" | "eadem" | "ead" | "ders" | "dies" | "derselbe" | "dieselbe" | "dieselben"
    )
}

/// How long the word is, in bytes, that stands for the authors of the entry above at the beginning
/// of these names; 0 if none does. In a list each has a capital, and most have a stop.
pub(crate) fn the_same(names: &str) -> usize {
    const WORDS: [&str; 12] = [
        "Ders.", "Dies.", "Dens.", "Ders", "Dies", "Idem", "Id.", "Eadem", "Ead.", "Iidem", "Iid.",
        "Eaed.",
    ];
    let found = WORDS.iter().filter(|word| names.starts_with(**word));
    let whole = |word: &&&str| !names[word.len()..].starts_with(char::is_alphanumeric);
    let found = found.filter(whole).map(|word| word.len()).max().unwrap_or(0);
    // What follows is no name that goes on: `Dies Irae`.
    let behind = names[found..].trim_start();
    let joined =
        ["and ", "und ", "et ", "e ", "y ", "& "].iter().any(|word| behind.starts_with(word));
    let ends = behind.is_empty() || behind.starts_with([',', '.', ':', ';', '(', '/', '[', '&']);
    if ends || joined || names[..found].ends_with('.') { found } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn may_is_a_month_and_marx_is_none() {
        for word in ["may", "sept", "dec", "hiver"] {
            assert!(is_calendar(word), "{word}");
        }
        for word in ["marx", "may-smith", "mar", "de"] {
            let month = is_calendar(word);
            assert_eq!(month, word == "mar", "{word}");
        }
    }
}
