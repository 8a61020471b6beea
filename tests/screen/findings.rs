//! What is wrong with a text and what was repaired: faults first, repairs folded by kind.

use crate::support::Reader;
use ibid::doc::{Repair, RepairKind};

/// A text with two faults, and repairs before, between and after them.
fn repaired() -> ibid::doc::Document {
    let mut source = String::from("# One\n\nWords.[^gone] More words.\n\n# Two\n\nMore.[^1]\n\n");
    source += &"# Three\n\nMany more words.\n\n".repeat(4);
    source += "[^1]: A note.\n\n[^9]: Nothing refers to it.\n";
    let mut document = ibid::read::markdown("a.md", &source);
    let mut repair = |kind, place, what: &str| {
        document.repairs.push(Repair { kind, place, what: what.to_owned() });
    };
    for (n, place) in [4, 20, 40].into_iter().enumerate() {
        let what = format!("The running head “Head {n}” left the text.");
        repair(RepairKind::Furniture, place, &what);
    }
    repair(RepairKind::Seam, 6, "“Words” was joined.");
    repair(RepairKind::Seam, 30, "“more” was joined.");
    repair(RepairKind::PageOrder, 35, "Page 2 stands before page 3.");
    document
}

#[test]
fn faults_come_first_and_repairs_are_folded() {
    let mut reader = Reader::of(repaired(), 100, 24);
    reader.press("!");
    let rows = reader.rows();
    assert!(rows[0].contains("by kind  8"), "{}", reader.screen());
    assert!(rows[3].contains("note missing") && rows[3].contains("One"), "{}", reader.screen());
    assert!(rows[4].contains("note not referred to") && rows[4].contains("note 9"));
    assert!(rows[5].contains("Page 2 stands before page 3."), "one of a kind is not folded");
    assert!(rows[6].contains("▸") && rows[6].contains("2 joins over page ends"));
    assert!(rows[7].contains("3 running heads and page numbers set aside"));
    assert!(!reader.screen().contains("Head 0") && !reader.screen().contains("urniture"));
    // What is wrong is seen by its colour, too.
    let buffer = reader.buffer();
    let colour = |y| buffer.cell((4, y)).unwrap().fg;
    assert!(colour(3) != colour(5) && colour(3) == colour(4));
}

#[test]
fn a_fold_opens_with_enter_and_closes_again() {
    let mut reader = Reader::of(repaired(), 100, 24);
    reader.press("! Down Down Down Down Enter");
    assert!(reader.rows()[7].contains("▾"), "{}", reader.screen());
    assert!(reader.rows()[8].contains("Head 0") && reader.rows()[10].contains("Head 2"));
    reader.press("Down Down Enter");
    assert!(reader.app.layers().is_empty() && reader.app.place() <= 20);
    reader.press("Backspace Up Up Enter");
    assert!(!reader.screen().contains("Head 0"), "{}", reader.screen());
    // What is typed is looked for in what is folded, too.
    reader.press("head Space 1");
    assert!(reader.rows()[3].contains("Head 1") && reader.rows()[0].contains("1 of 8"));
}

#[test]
fn findings_are_sorted_by_place_on_request() {
    let mut reader = Reader::of(repaired(), 100, 24);
    reader.press("! Tab");
    let rows = reader.rows();
    assert!(rows[0].contains("by place  8"), "{}", reader.screen());
    assert!(rows[3].contains("Head 0") && rows[4].contains("“Words” was joined."));
    assert!(!reader.screen().contains('▸'));
}
