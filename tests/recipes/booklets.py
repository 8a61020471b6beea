#!/usr/bin/env python3
"""Makes booklets as people hold them, and says how well they are restored.

Text is made of words of four languages, set by typst, folded by PyMuPDF (one page or two on a
side), and taken from the PDF by pdftotext, with and without -layout, and by PyMuPDF.

    pip install typst pymupdf; apt-get install poppler-utils
    python3 tests/recipes/booklets.py target/debug/ibid [a b c ...]    (writes to the current folder)
"""
import random, subprocess, json, re, sys
import typst, pymupdf
L={
'en':dict(d="the every this another the no".split(),a="ancient wandering patient curious northern forgotten careful wooden brilliant peculiar ordinary restless melancholy respectable".split(),n="harbour lantern printer orchard mountain journey compositor library argument neighbour instrument apprentice machinery convention garden correspondence".split(),v="remembers considers surrounds abandoned discovered describes inherited resembles interrupts continued".split(),j=["because","although","while","and","so that","until"]),
'de':dict(d="der jeder dieser ein der kein".split(),a="alte wandernde geduldige seltsame nördliche vergessene sorgfältige hölzerne glänzende gewöhnliche".split(),n="Buchdrucker Leuchtturm Wanderer Gegenstand Nachbar Lehrling Gedanke Zusammenhang Morgen Garten Bücherschrank Widerspruch".split(),v="erinnert betrachtet umgibt verließ entdeckte beschreibt übernahm unterbricht".split(),j=["weil","obwohl","während","und","damit","bis"]),
'fr':dict(d="le chaque ce un le aucun".split(),a="ancien patient curieux lointain soigneux brillant singulier ordinaire mélancolique inquiet".split(),n="imprimeur voyageur jardinier compositeur lecteur voisin apprenti professeur horloger bibliothécaire".split(),v="regarde considère entoure abandonna découvrit décrit ressemble interrompt".split(),j=["parce que","bien que","tandis que","et","afin que"]),
'el':dict(d="ο κάθε αυτός ένας ο κανένας".split(),a="παλιός υπομονετικός περίεργος βόρειος λησμονημένος προσεκτικός λαμπρός παράξενος συνηθισμένος".split(),n="τυπογράφος φάρος κήπος άνθρωπος γείτονας μαθητής στοχασμός δάσκαλος αναγνώστης".split(),v="θυμάται σκέφτεται περιβάλλει εγκατέλειψε ανακάλυψε περιγράφει κληρονόμησε".split(),j=["επειδή","αν και","ενώ","και","ώστε να"]),
}
def sent(r,l):
    ph=lambda: ' '.join([r.choice(l['d']),r.choice(l['a']),r.choice(l['n'])])
    s=f"{ph()} {r.choice(l['v'])} {ph()}"
    for _ in range(r.randint(0,3)): s+=f"{r.choice([' ',', '])}{r.choice(l['j'])} {ph()} {r.choice(l['v'])} {ph()}"
    return s[0].upper()+s[1:]+'.'
def make(name,lang,paras,seed,impose=None,heads=False,perpage=False,indent=True,chapters=3):
    r=random.Random(seed); l=L[lang]; body=[];notes=[];src=[]
    hdr='''#set page(width:4.2in,height:6.4in,margin:(x:0.5in,y:0.6in)%s)
#set text(lang:"%s",size:10pt,hyphenate:true,font:"New Computer Modern")
#set par(justify:true%s)
'''%((',numbering:"1",header:[#align(center)[The Running Head]]' if heads else ''),lang,',first-line-indent:1em,spacing:0.65em' if indent else '')
    if perpage: hdr+='#set page(header: context{counter(footnote).update(0)})\n'
    for p in range(paras):
        if p%(paras//chapters)==0:
            t=f"{ {'en':'Chapter','de':'Kapitel','fr':'Chapitre','el':'Κεφάλαιο'}[lang] } {1+p//(paras//chapters)}"; src.append(f"= {t}"); body.append(t)
        ss=[];plain=[]
        for _ in range(r.randint(3,9)):
            s=sent(r,l); plain.append(s)
            if r.random()<0.15:
                n=' '.join(sent(r,l) for _ in range(r.choice([1,1,2,5]))); notes.append(n); s+=f"#footnote[{n}]"
            ss.append(s)
        body.append(' '.join(plain)); src.append(' '.join(ss))
    open(name+'.typ','w').write(hdr+'\n\n'.join(src))
    typst.compile(name+'.typ',output=name+'.pdf')
    d=pymupdf.open(name+'.pdf'); n=len(d); order=list(range(n))
    if impose:
        order=[]
        for s in range(0,n,impose):
            m=min(impose,n-s); c=(m+3)//4*4
            for k in range(c//4):
                for pg in (c-2*k,2*k+1,2*k+2,c-2*k-1): order.append(s+pg-1 if pg<=m else None)
        w,h=d[0].rect.width,d[0].rect.height
        one=pymupdf.open()
        for o in order:
            p=one.new_page(width=w,height=h)
            if o is not None: p.show_pdf_page(p.rect,d,o)
        one.save(name+'-imp.pdf')
        two=pymupdf.open()
        for i in range(0,len(order),2):
            p=two.new_page(width=2*w,height=h)
            for k in (0,1):
                if order[i+k] is not None: p.show_pdf_page(pymupdf.Rect(k*w,0,(k+1)*w,h),d,order[i+k])
        two.save(name+'-two.pdf')
    json.dump(dict(body=body,notes=notes,pages=n),open(name+'.json','w'),ensure_ascii=False)
    outs=[]
    for suffix in ([''] if not impose else ['-imp','-two']):
        pdf=name+suffix+'.pdf'
        subprocess.run(['pdftotext',pdf,name+suffix+'.raw.txt']); outs.append(name+suffix+'.raw.txt')
        subprocess.run(['pdftotext','-layout',pdf,name+suffix+'.layout.txt']); outs.append(name+suffix+'.layout.txt')
        dd=pymupdf.open(pdf); t='\f'.join(p.get_text() for p in dd); open(name+suffix+'.mupdf.txt','w').write(t); outs.append(name+suffix+'.mupdf.txt')
    return outs
W=re.compile(r"\w+")
def check(f,truth):
    x=json.loads(subprocess.run([sys.argv[1],f],capture_output=True,text=True).stdout)
    t=json.load(open(truth)); tw=[w for b in t['body'] for w in W.findall(b)]
    xw=[w for b in x['blocks'] for w in W.findall(b['text'])]
    from collections import Counter
    g=Counter(tuple(xw[i:i+4]) for i in range(len(xw)-3)); k=0
    for i in range(len(tw)-3):
        q=tuple(tw[i:i+4])
        if g[q]>0: g[q]-=1;k+=1
    tn=Counter(n.replace(' ','') for n in t['notes']); xn=Counter(re.sub(r'\s','',n['text']) for n in x['notes'])
    ok=sum((tn&xn).values()); refs=sum(1 for b in x['blocks'] for a in b['notes'] if a['note'])
    print(f"{f:32} pages {t['pages']:3} grams {k/max(1,len(tw)-3):.4f} words {len(xw)}/{len(tw)} blocks {len(x['blocks'])}/{len(t['body'])} notes {ok}/{len(t['notes'])} (have {len(x['notes'])}) refs {refs} diag {len(x['diagnostics'])} order {sum(r['kind']=='page-order' for r in x['repairs'])}")
cfg=[('a','en',40,1,None,True,False,True),('b','de',40,2,None,False,True,False),('c','fr',60,3,None,True,False,False),('d','en',40,4,16,False,False,True),('e','de',50,5,100,False,False,True),('f','el',40,6,100,False,False,False),('g','en',60,7,8,True,True,True)]
for n,lang,p,s,imp,h,pp,ind in cfg:
    if sys.argv[2:] and n not in sys.argv[2:]: continue
    for o in make(n,lang,p,s,imp,h,pp,ind): check(o,n+'.json')
