//! Every word of a text whose lines people edit knows its line and column.

use ibid::doc::Document;

/// Holds that every letter stands in the source where the document says, and that nearly every one
/// says where.
fn letters_stand_where_they_say(name: &str, source: &str, document: &Document) {
    let lines: Vec<Vec<char>> = source.split('\n').map(|line| line.chars().collect()).collect();
    let (mut placed, mut all) = (0, 0);
    for (place, letter) in document.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        all += 1;
        let Some((line, column)) = document.line_and_column(place) else { continue };
        placed += 1;
        let there = lines.get(line as usize - 1).and_then(|line| line.get(column as usize - 1));
        let around = &document.text[place..document.word_after(place, 20, document.text.len())];
        assert_eq!(there, Some(&letter), "{name}:{line}:{column}: {around}");
    }
    assert!(
        placed * 100 >= all * 98,
        "{name}: only {placed} of {all} letters say where they stand"
    );
}

const MARKDOWN: &str = "\
---
title: A title
---

# One *two* three

Wrapped words of a
paragraph, with `some code` and\\* a [link](http://x.org) and **strong**
ones.[^1] After Größe it, see [@doe, p. 3] and @roe. And[^ a &amp; b.

::: {#here .note}
In a div, H~2~O and x^2^.
:::

> Quoted *words
> go on* here.

1. First
2. Second^[A note in
   the line.] item
   goes on

| a | bé c |
|---|------|
| d | e\\|f g |

    code
      of lines

```
fenced
  code
```

Term
: Said of it

(a) By *letters*
    and on
(b) again

i.  Roman[^1]
ii. two

 Under  Dashes
------ ------------
   one words that
       go on

   two a|b *c*
-------------------

+-------+-----------+
| Grid  | of lines  |
|       | and two   |
+-------+-----------+

Table: What it
shows. {#x}

| Verse
  goes on
| below

[^1]: The note *itself*

    and its second paragraph.
";

const MUSE: &str = "\
#title A title
#author Somebody

* Part *one*

Wrapped words of a
paragraph with *some* and <em>other
styles</em> [1] and =code= too.

 - An item
   that goes on
 - Größe [[http://x.org][a link]] here

<verse>
  Roses
    are red
</verse>

> Verse too
> it is

<example>
one
  two
</example>

 term :: what is said

 a | b c | d
 e | f   | g

[1] The note *itself*
    goes on

    second paragraph
";

const PLAIN: &str = "\
A title

Words of a note[1] stand
in lines,  with  spaces.

[1] The note
goes on
";

#[test]
fn words_of_typed_texts_have_lines_and_columns() {
    for (name, source) in [("a.md", MARKDOWN), ("a.muse", MUSE), ("a.txt", PLAIN)] {
        let document = ibid::read::read(name, source.as_bytes()).expect("it opens");
        letters_stand_where_they_say(name, source, &document);
    }
}

#[test]
fn blank_lines_at_the_end_of_a_block_come_from_nowhere() {
    // What follows them has no line of its own, and is no second line of theirs.
    let source = "# References\n\n```\na\n\n```\n<img alt=\"éa\" src=u>\n";
    let document = ibid::read::markdown("a.md", source);
    let ends = document.blocks.iter().map(|block| block.span.end).collect::<Vec<_>>();
    let last = document.origins.last().map(|origin| origin.place as usize);
    assert_eq!((last, &ends[1..]), (Some(11), &[12, 16][..]));
    // It is looked through for entries line by line.
    assert!(ibid::link::link(&document).references.is_empty());
}
