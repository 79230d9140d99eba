/// How a page looks: on wide screens and narrow ones, light and dark, and on paper.
enum PageStyle {
  static let sheet = colours + text + beside + entries + frame + paper

  private static let colours = """
    :root{color-scheme:light dark;--ink:#1c1b19;--page:#fdfcf9;--soft:#5c5850;--line:#d9d4c8;--link:#174ea6;
    --accepted:#e3f1df;--contested:#fde2d8;--open:#e4ecfb;--other:#edeae3;
    --accepted-ink:#1d5a1a;--contested-ink:#8c2f0e;--open-ink:#1e4690;--other-ink:#514c43}
    @media (prefers-color-scheme:dark){:root{--ink:#e8e4da;--page:#191816;--soft:#aaa498;--line:#3b3832;--link:#9dbdff;
    --accepted:#1f3a1d;--contested:#4a2416;--open:#1f2f50;--other:#33302a;
    --accepted-ink:#a9dba3;--contested-ink:#ffb79c;--open-ink:#b4cbff;--other-ink:#cdc6b8}}

    """

  private static let text = """
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0 auto;padding:1.5rem;max-width:78rem;color:var(--ink);background:var(--page);
    font:1.0625rem/1.6 Georgia,"Noto Serif","DejaVu Serif",serif;overflow-wrap:break-word}
    a{color:var(--link)}
    h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .5em}
    h1{font-size:1.7rem}h2{font-size:1.35rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
    p{margin:0 0 .9em}
    .text{position:relative}
    [data-block]{white-space:pre-wrap}
    [data-block=author]{font-style:italic}
    [data-block=abstract],blockquote{margin:0 0 .9em;padding-inline-start:1.2rem;border-inline-start:3px solid var(--line)}
    [data-block=image]{font-style:italic;color:var(--soft)}
    ul.plain{list-style:none;padding-inline-start:1.2rem}
    pre{overflow-x:auto;padding:.6rem .8rem;background:var(--other);font:.875rem/1.5 "DejaVu Sans Mono",monospace}
    .scroll{overflow-x:auto;margin-bottom:.9em}
    table{border-collapse:collapse;font-size:.9375rem}
    th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top}
    .locus{background:var(--other);box-decoration-break:clone;-webkit-box-decoration-break:clone;border-radius:2px}
    .locus[data-status=accepted]{background:var(--accepted)}
    .locus[data-status=contested]{background:var(--contested)}
    .locus[data-status=open]{background:var(--open)}
    .ref,.note,.s::before{font:.6875rem/1 system-ui,"DejaVu Sans",sans-serif}
    .ref,.note{vertical-align:super}
    .address,.mark,.ref,.note,.s{unicode-bidi:isolate}
    .ref,.note{margin-inline-start:.15em;padding:.1em;text-decoration:none}
    .ref:hover,.note:hover,.ref:focus-visible,.note:focus-visible{text-decoration:underline}
    .s::before{content:attr(data-n);color:var(--soft);margin-inline-end:.35em}
    .address{margin-right:.5rem;font:.6875rem/1 system-ui,"DejaVu Sans",sans-serif;color:var(--soft);
    text-decoration:none}
    .mark{font-weight:bold;margin-right:.5em;text-decoration:none}
    :where(:dir(rtl))>:is(.address,.mark){margin-right:0;margin-left:.5rem}
    .notes{font-size:.9375rem;border-top:1px solid var(--line);padding-top:1rem;margin-top:2rem}

    """

  private static let beside = """
    .row{margin-bottom:.2rem}
    .app{margin:0 0 1rem;font-size:.875rem;line-height:1.45}
    @media (min-width:62rem){
    .row{display:grid;grid-template-columns:minmax(0,1fr) 24rem;column-gap:2.5rem;align-items:start}
    .row>.app{margin-top:.2rem}
    .address{position:absolute;left:-3rem;width:2.6rem;margin:0;line-height:2.4;text-align:right}
    main,header,nav{padding-inline-start:2rem}
    }

    """

  private static let entries = """
    .entry{border-inline-start:3px solid var(--line);padding-inline-start:.6rem;margin:0 0 .5rem}
    .entry[data-status=accepted]{border-color:var(--accepted-ink)}
    .entry[data-status=contested]{border-color:var(--contested-ink)}
    .entry[data-status=open]{border-color:var(--open-ink)}
    .entry:has(:target){outline:2px solid var(--link);outline-offset:2px}
    .entry :target{scroll-margin-top:10rem}
    summary{cursor:pointer}
    summary:focus-visible,a:focus-visible,input:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .place{color:var(--soft);font-variant-numeric:tabular-nums}
    .badge{display:inline-block;padding:0 .4em;border-radius:3px;background:var(--other);color:var(--other-ink);
    font:.75rem/1.5 system-ui,"DejaVu Sans",sans-serif}
    .badge:is(.accepted,.agreed,.upheld){background:var(--accepted);color:var(--accepted-ink)}
    .badge:is(.contested,.rejected,.dismissed,.orphaned){background:var(--contested);color:var(--contested-ink)}
    .badge:is(.open,.unreviewed,.qualified){background:var(--open);color:var(--open-ink)}
    .all{padding:.4rem 0 .2rem;unicode-bidi:isolate}
    .all p,.all dl,.all ol{margin:0 0 .5em}
    .all dt{font-weight:bold}
    .all dd{margin:0 0 .4rem .8rem}
    .proposal{margin-top:.3rem}
    .history{padding-inline-start:1.1rem}
    .history time{color:var(--soft);font-variant-numeric:tabular-nums}
    .nothing{font-style:italic;color:var(--soft)}
    q,i,b,.badge{unicode-bidi:isolate}q{quotes:"“" "”" "‘" "’"}

    """

  private static let frame = """
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem;z-index:1}
    header,footer,nav{font-size:.9375rem}
    header{border-bottom:1px solid var(--line);margin-bottom:1.5rem}
    .title{font-size:1.2rem;font-weight:bold;margin:0}
    .filters{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;margin-bottom:1rem}
    .filters fieldset{border:1px solid var(--line);border-radius:4px;padding:.2rem .7rem .4rem;min-width:0}
    .filters label{display:inline-block;margin-inline-end:.6rem;padding:.2rem 0}
    nav ul{list-style:none;padding:0}
    nav .level2{padding-left:1rem}nav .level3{padding-left:2rem}
    nav :is(.level4,.level5,.level6){padding-left:3rem}
    footer{border-top:1px solid var(--line);margin-top:2rem}
    footer h2{font-size:1rem}
    footer dl>div{display:flex;flex-wrap:wrap;gap:0 .8rem}
    footer dt{font-weight:bold;min-width:7rem}
    footer dd{margin:0;overflow-wrap:anywhere}
    footer pre{white-space:pre-wrap;overflow-wrap:anywhere}

    """

  /// On paper an entry is its line, at the foot of its paragraph; where notes at a page's foot are known, it is one of those.
  private static let paper = """
    @page{margin:20mm 22mm}
    @media print{
    :root{--ink:#000;--page:#fff;--soft:#444;--line:#999;--link:#000;--accepted:none;--contested:none;--open:none;
    --other:none;--accepted-ink:#000;--contested-ink:#000;--open-ink:#000;--other-ink:#000}
    body{max-width:none;padding:0;font-size:10.5pt;line-height:1.4}
    .filters,.skip,nav,header a{display:none}
    header{padding:0}
    main{padding:0 0 0 2.4rem}
    a{text-decoration:none;color:inherit}
    .row{display:block}
    .address{position:absolute;left:-2.4rem;width:2rem;margin:0;font-size:7pt;line-height:2.4;text-align:right}
    .app{font-size:8.5pt;line-height:1.3;margin:0 0 .8em;padding:.25em 0 0 1.5em;border-top:.5pt solid #999;
    column-gap:1.5em}
    .entry{display:inline;border:0;padding:0;margin:0}
    .entry>summary{display:inline;list-style:none}
    .entry:not(:last-child)>summary::after{content:" \\2016  "}
    .entry>.all{display:none}
    .entry::details-content{display:none}
    .badge{padding:0;font:italic 8pt/1.3 Georgia,"DejaVu Serif",serif}
    .badge::before{content:"— "}
    .locus{background:none!important}
    .ref{font-size:6.5pt}
    h1,h2,h3,h4{break-after:avoid}
    p{orphans:2;widows:2}
    .scroll{overflow:visible}
    }
    @supports (float:footnote){@media print{.app{float:footnote}}}

    """
}
