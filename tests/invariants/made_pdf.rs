//! PDFs made in a test: a few objects, the way a program writes them.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

/// A PDF that is being made.
#[derive(Debug)]
pub struct Pdf {
    objects: Vec<Vec<u8>>,
    /// What its catalog has besides its pages.
    pub catalog: String,
    /// The pages, by the numbers of their objects.
    pages: Vec<usize>,
    /// The numbers of the catalog and of what holds the pages.
    roots: (usize, usize),
    /// The fonts of the pages that come next, and what else their content streams name.
    pub fonts: String,
    pub resources: String,
}

/// The fonts every page has: Times, its bold, its italic.
const FONTS: &str = "/F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>\
    /F2<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>\
    /F3<</Type/Font/Subtype/Type1/BaseFont/Times-Italic>>";

impl Default for Pdf {
    fn default() -> Self {
        let mut pdf = Self {
            objects: Vec::new(),
            catalog: String::new(),
            pages: Vec::new(),
            roots: (0, 0),
            fonts: FONTS.to_owned(),
            resources: String::new(),
        };
        pdf.roots = (pdf.add(""), pdf.add(""));
        pdf
    }
}

impl Pdf {
    /// Adds an object and gives its number.
    pub fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len()
    }

    /// Changes an object.
    pub fn set(&mut self, number: usize, object: impl AsRef<[u8]>) {
        self.objects[number - 1] = object.as_ref().to_vec();
    }

    /// Adds a stream whose dictionary has these entries.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a page that draws this, with these entries besides, and gives its number.
    pub fn page(&mut self, content: &str, entries: &str) -> usize {
        let content = self.stream("", content.as_bytes());
        self.page_of(content, entries)
    }

    /// The same of a content stream that is there.
    pub fn page_of(&mut self, content: usize, entries: &str) -> usize {
        let (pages, fonts, more) = (self.roots.1, &self.fonts, &self.resources);
        let page = format!(
            "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 400 600]/Contents {content} 0 R\
            /Resources<</Font<<{fonts}>>{more}>>{entries}>>"
        );
        let number = self.add(page);
        self.pages.push(number);
        number
    }

    /// The number of the page that is to be added after so many objects more.
    pub fn next(&self) -> usize {
        self.objects.len() + 1
    }

    /// Its bytes.
    pub fn finish(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let (catalog, pages) = self.roots;
        let count = self.pages.len();
        self.set(pages, format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
        self.set(catalog, format!("<</Type/Catalog/Pages {pages} 0 R{}>>", self.catalog));
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (index, object) in self.objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", bytes.len());
            bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let (size, start) = (self.objects.len() + 1, bytes.len());
        let end = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root {catalog} 0 R>>\n\
            startxref\n{start}\n%%EOF\n"
        );
        bytes.extend(end.bytes());
        bytes
    }
}

/// A PDF whose pages draw this.
pub fn of_pages(contents: &[&str]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    for content in contents {
        pdf.page(content, "");
    }
    pdf.finish()
}

/// A PDF whose page is a picture.
pub fn of_pictures() -> Vec<u8> {
    let mut pdf = Pdf::default();
    let entries =
        "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray";
    let picture = pdf.stream(entries, b"x");
    pdf.resources = format!("/XObject<</I {picture} 0 R>>");
    pdf.page("q 400 0 0 600 0 0 cm /I Do Q", "");
    pdf.finish()
}

/// Words at a place, in a font and a size; `y` counts from the bottom of the page.
pub fn words(font: &str, size: f64, x: f64, y: f64, words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Lines of ten points, twelve apart, from a place down.
pub fn lines(x: f64, y: f64, lines: &[&str]) -> String {
    let each = lines.iter().enumerate();
    each.map(|(at, line)| words("F1", 10.0, x, y - 12.0 * at as f64, line)).collect()
}
